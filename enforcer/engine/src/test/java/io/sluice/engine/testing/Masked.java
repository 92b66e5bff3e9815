package io.sluice.engine.testing;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.rewrite.Rewriting;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Walk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Contracts with marks and masks, and what becomes of records by them. */
public final class Masked {

  private final CompiledContract contract;
  private final Walk walk = new Walk();
  private final Rewriting rewriting;

  private Masked(CompiledContract contract) {
    this.contract = contract;
    this.rewriting = new Rewriting(contract.keyNames(), new TestKeys());
  }

  /**
   * A contract.
   *
   * @param output the word of {@code sluice.output}
   * @param properties the fields in YAML, without indentation
   */
  public static ContractFile file(String output, String properties, Schema schema) {
    return fileWith("{property: sluice.output, value: %s}".formatted(output), properties, schema);
  }

  /**
   * Likewise.
   *
   * @param setting the contract's own one, in YAML
   */
  public static ContractFile fileWith(String setting, String properties, Schema schema) {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.thing
        version: 1.0.0
        status: active
        customProperties: [%s]
        schema:
          - name: thing
            physicalType: topic
            physicalName: test.thing.v1
            authoritativeDefinitions: [{type: implementation, url: thing.avsc}]
            properties:
        %s"""
            .formatted(setting, properties.indent(6));
    return ContractFile.of("thing.odcs.yaml", text, url -> schema.toString());
  }

  public static Masked of(String output, String properties, Schema schema) {
    return new Masked(file(output, properties, schema).compile());
  }

  public static Masked of(CompiledContract contract) {
    return new Masked(contract);
  }

  /** The findings of a contract, as {@code severity rule: message}. */
  public static List<String> findings(String output, String properties, Schema schema) {
    return file(output, properties, schema).findings().stream()
        .filter(finding -> !finding.rule().equals("mask.undeclared"))
        .map(f -> "%s %s: %s".formatted(f.severity(), f.rule(), f.message()))
        .toList();
  }

  public CompiledContract contract() {
    return contract;
  }

  /** The product's bytes of a record. */
  public byte[] bytes(Plan plan, byte[] record) {
    Verdict verdict = plan.judge(walk, record, 0, record.length);
    if (verdict.isViolating()) {
      throw new AssertionError(verdict.toString());
    }
    return plan.rewrite(walk, rewriting)
        ? Arrays.copyOf(rewriting.bytes(), rewriting.length())
        : record;
  }

  /** What a stock reader makes of the product of a record. */
  public GenericRecord of(GenericRecord record) {
    Plan plan = contract.planFor(record.getSchema());
    return decode(bytes(plan, Avro.bytes(record, record.getSchema())), plan.product().schema());
  }

  /** A record, all of its bytes. */
  public static GenericRecord decode(byte[] bytes, Schema schema) {
    return decode(bytes, schema, schema);
  }

  public static GenericRecord decode(byte[] bytes, Schema writer, Schema reader) {
    try {
      BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
      GenericRecord record =
          new GenericDatumReader<GenericRecord>(writer, reader).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new AssertionError("bytes follow the record");
      }
      return record;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
