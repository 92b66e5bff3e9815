package io.sluice.pipeline.measure;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.objective.Result;
import io.sluice.engine.objective.Standing;
import io.sluice.pipeline.measurement.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Results as records of the SLI topics carry them: magic byte 0, the content id of their schema in
 * four bytes, Avro binary. The schema documents every field.
 */
public final class SliFormat {

  /** The schema of this version. */
  public static final Schema SCHEMA = load();

  private static final int PREFIX = 1 + Integer.BYTES;

  private SliFormat() {}

  private static Schema load() {
    try (InputStream text = SliFormat.class.getResourceAsStream("Sli.avsc")) {
      return new Schema.Parser().parse(Objects.requireNonNull(text, "Sli.avsc"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of a record about an indicator's window. */
  static byte[] window(Contract contract, Reading reading, int schemaId) {
    GenericRecord record = record(contract, reading);
    fill(record, "WINDOW", reading.window());
    record.put("late", 0L);
    record.put("current", symbol("current", reading.current()));
    return bytes(record, schemaId);
  }

  /** The value of a record about a period. */
  static byte[] period(
      Contract contract, Reading reading, Reading.PeriodResult period, int schemaId) {
    GenericRecord record = record(contract, reading);
    fill(record, "PERIOD", period.result());
    record.put("late", period.late());
    record.put("current", symbol("current", period.kept()));
    return bytes(record, schemaId);
  }

  private static void fill(GenericRecord record, String scope, Result result) {
    record.put("scope", new GenericData.EnumSymbol(type("scope"), scope));
    record.put("start", result.window().start().toEpochMilli());
    record.put("end", result.window().end().toEpochMilli());
    record.put("state", symbol("state", result.state()));
    record.put("good", result.counts().good());
    record.put("total", result.counts().total());
  }

  private static GenericRecord record(Contract contract, Reading reading) {
    GenericRecord record = new GenericData.Record(SCHEMA);
    Standing standing = reading.standing();
    record.put("contract", contract.id());
    record.put("version", contract.version().text());
    record.put("indicator", reading.indicator().id());
    record.put("sli", reading.indicator().sli().word());
    record.put("field", reading.indicator().field().orElse(null));
    record.put("key", reading.indicator().key());
    record.put("status", symbol("status", standing.status()));
    record.put("reason", standing.reason());
    record.put("since", standing.since().toEpochMilli());
    Objective objective = reading.indicator().promise().objective().orElse(null);
    record.put("target", objective == null ? null : objective.target().percent().toPlainString());
    record.put("targetExclusive", objective != null && objective.target().exclusive());
    record.put(
        "budgetLeftPercent",
        standing.budgetLeftPercent().map(BigDecimal::toPlainString).orElse(null));
    record.put("judgedUntil", reading.at().toEpochMilli());
    return record;
  }

  private static GenericData.EnumSymbol symbol(String field, Enum<?> value) {
    return new GenericData.EnumSymbol(type(field), value.name());
  }

  private static Schema type(String field) {
    return SCHEMA.getField(field).schema();
  }

  private static byte[] bytes(GenericRecord record, int schemaId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    bytes.writeBytes(ByteBuffer.allocate(PREFIX).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
