package io.sluice.bench.subject;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Stamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A contract with records to judge.
 *
 * @param file the contract, as it is published
 * @param rules all that it demands of a record, schema aside
 * @param compliant different records, none of which breaks a rule
 */
public record Subject(ContractFile file, List<CaseRule> rules, List<GenericRecord> compliant) {

  /** Records of each subject: few enough for the processor's caches, many enough to differ. */
  static final int RECORDS = 512;

  public Subject {
    rules = List.copyOf(rules);
    compliant = List.copyOf(compliant);
  }

  /**
   * The same, except that product records don't say by which contract they were judged and when.
   */
  public Subject unstamped() {
    String text =
        file.text() + "%ncustomProperties: [{property: %s, value: []}]%n".formatted(Stamp.PROPERTY);
    String schemaText = Objects.requireNonNull(file.schemaText(), file.name());
    return new Subject(ContractFile.of(file.name(), text, url -> schemaText), rules, compliant);
  }

  public Schema schema() {
    return compliant.getFirst().getSchema();
  }

  /** The compliant records in Avro's binary form, without framing. */
  public byte[][] encoded() {
    return compliant.stream().map(Subject::encode).toArray(byte[][]::new);
  }

  /** A record that breaks this rule. */
  public byte[] breaking(CaseRule rule) {
    GenericRecord record = GenericData.get().deepCopy(schema(), compliant.getFirst());
    rule.breach().accept(record);
    return encode(record);
  }

  /**
   * Shows that somebody judges as the contract says, before it is timed.
   *
   * @param passes whether a record passes
   * @param finds whether a rule is found broken in a record
   * @throws IllegalStateException naming what is judged otherwise
   */
  public void verify(Predicate<byte[]> passes, BiPredicate<CaseRule, byte[]> finds) {
    for (byte[] record : encoded()) {
      if (!passes.test(record)) {
        throw new IllegalStateException("a compliant record does not pass");
      }
    }
    for (CaseRule rule : rules) {
      if (!finds.test(rule, breaking(rule))) {
        throw new IllegalStateException("a breach of " + rule.id() + " passes");
      }
    }
  }

  /** A record in Avro's binary form. */
  public static byte[] encode(GenericRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
