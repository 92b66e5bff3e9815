package io.sluice.engine.testing;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.walk.Walk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Schemas, records and verdicts in a line each. */
public final class Avro {

  private Avro() {}

  public static Schema schema(String json) {
    return new Schema.Parser(NameValidator.UTF_VALIDATOR).parse(json);
  }

  /** A record type {@code thing} with these fields, each a JSON object. */
  public static Schema thing(String... fields) {
    return schema(
        "{\"type\":\"record\",\"name\":\"thing\",\"fields\":[" + String.join(",", fields) + "]}");
  }

  /** A record with its fields' values, in the schema's order. */
  public static GenericData.Record record(Schema schema, @Nullable Object... values) {
    GenericData.Record record = new GenericData.Record(schema);
    for (int i = 0; i < values.length; i++) {
      record.put(i, values[i]);
    }
    return record;
  }

  public static byte[] bytes(@Nullable Object datum, Schema schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<@Nullable Object>(schema).write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static Verdict judge(Contract contract, Schema reader, Schema writer, byte[] bytes) {
    return CompiledContract.of(contract, reader)
        .planFor(writer)
        .judge(new Walk(), bytes, 0, bytes.length);
  }

  /** Judges a record that was written with the contract's own schema. */
  public static Verdict judge(Contract contract, Schema schema, @Nullable Object... values) {
    return judge(contract, schema, schema, bytes(record(schema, values), schema));
  }

  /** Rules and paths of the violations: {@code rule@path}. */
  public static List<String> broken(Verdict verdict) {
    return Stream.concat(verdict.violations().stream(), verdict.warnings().stream())
        .map(Avro::name)
        .toList();
  }

  private static String name(Violation violation) {
    return violation.path().isEmpty()
        ? violation.rule()
        : violation.rule() + "@" + violation.path();
  }
}
