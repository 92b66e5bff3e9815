package io.sluice.pipeline.measure;

import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Period;
import io.sluice.engine.objective.Result;
import io.sluice.engine.objective.Status;
import io.sluice.engine.objective.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

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

  // ---- writing

  /** The value of a record. */
  public static byte[] write(SliResult result, int schemaId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    bytes.writeBytes(ByteBuffer.allocate(PREFIX).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(record(result), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static GenericRecord record(SliResult said) {
    GenericRecord record = new GenericData.Record(SCHEMA);
    SliResult.Promised promised = said.promised();
    record.put("contract", promised.contract());
    record.put("version", promised.version());
    record.put("indicator", promised.indicator());
    record.put("sli", promised.sli());
    record.put("field", promised.field().orElse(null));
    record.put("key", promised.key());
    Target target = promised.target().orElse(null);
    record.put("target", target == null ? null : target.percent().toPlainString());
    record.put("targetExclusive", target != null && target.exclusive());
    record.put("scope", symbol("scope", said.scope()));
    Result result = said.result();
    record.put("start", result.window().start().toEpochMilli());
    record.put("end", result.window().end().toEpochMilli());
    record.put("state", symbol("state", result.state()));
    record.put("good", result.counts().good());
    record.put("total", result.counts().total());
    record.put("late", said.late());
    record.put("current", symbol("current", said.current()));
    SliResult.Course course = said.course();
    record.put("status", symbol("status", course.status()));
    record.put("reason", course.reason());
    record.put("since", course.since().toEpochMilli());
    record.put("budgetLeftPercent", decimal(course.budgetLeftPercent()));
    record.put("burnRates", burnRates(course));
    record.put("judgedUntil", said.judgedUntil().toEpochMilli());
    return record;
  }

  private static List<GenericRecord> burnRates(SliResult.Course course) {
    Schema schema = type("burnRates").getElementType();
    List<GenericRecord> rates = new ArrayList<>();
    course
        .burnRates()
        .forEach(
            (window, rate) -> {
              GenericRecord record = new GenericData.Record(schema);
              record.put("seconds", window.toSeconds());
              record.put("rate", decimal(rate));
              rates.add(record);
            });
    return rates;
  }

  private static @Nullable String decimal(Optional<BigDecimal> number) {
    return number.map(BigDecimal::toPlainString).orElse(null);
  }

  private static GenericData.EnumSymbol symbol(String field, Enum<?> value) {
    return new GenericData.EnumSymbol(type(field), value.name());
  }

  private static Schema type(String field) {
    return SCHEMA.getField(field).schema();
  }

  // ---- reading

  /**
   * The content id of the schema that a record's value was written with.
   *
   * @throws IllegalArgumentException where it has none
   */
  public static int schemaId(byte[] value) {
    if (value.length < PREFIX || value[0] != 0) {
      throw new IllegalArgumentException("a result begins with byte 0 and the id of its schema");
    }
    return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
  }

  /**
   * The result that a record's value holds.
   *
   * @param writer the schema that its {@linkplain #schemaId content id} leads to
   * @throws IllegalArgumentException where it holds none
   * @throws org.apache.avro.AvroRuntimeException likewise
   */
  public static SliResult read(byte[] value, Schema writer) {
    schemaId(value);
    try {
      return result(
          new GenericDatumReader<GenericRecord>(writer, SCHEMA)
              .read(
                  null,
                  DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, null)));
    } catch (IOException e) {
      throw new IllegalArgumentException("a result is cut off", e);
    }
  }

  private static SliResult result(GenericRecord record) {
    return new SliResult(
        promised(record),
        SliResult.Scope.valueOf(text(record, "scope")),
        new Result(
            new Period(instant(record, "start"), instant(record, "end")),
            new Counts((long) record.get("good"), (long) record.get("total")),
            Result.State.valueOf(text(record, "state"))),
        (long) record.get("late"),
        Current.valueOf(text(record, "current")),
        new SliResult.Course(
            Status.valueOf(text(record, "status")),
            text(record, "reason"),
            instant(record, "since"),
            decimal(record, "budgetLeftPercent"),
            burnRates(record)),
        instant(record, "judgedUntil"));
  }

  private static SliResult.Promised promised(GenericRecord record) {
    List<String> key = new ArrayList<>();
    ((List<?>) record.get("key")).forEach(path -> key.add(path.toString()));
    boolean isExclusive = (boolean) record.get("targetExclusive");
    return new SliResult.Promised(
        text(record, "contract"),
        text(record, "version"),
        text(record, "indicator"),
        text(record, "sli"),
        Optional.ofNullable(record.get("field")).map(Object::toString),
        key,
        decimal(record, "target").map(percent -> new Target(percent, isExclusive)));
  }

  private static SortedMap<Duration, Optional<BigDecimal>> burnRates(GenericRecord record) {
    SortedMap<Duration, Optional<BigDecimal>> rates = new TreeMap<>();
    for (Object item : (List<?>) record.get("burnRates")) {
      GenericRecord rate = (GenericRecord) item;
      rates.put(Duration.ofSeconds((long) rate.get("seconds")), decimal(rate, "rate"));
    }
    return rates;
  }

  private static Optional<BigDecimal> decimal(GenericRecord record, String field) {
    return Optional.ofNullable(record.get(field)).map(text -> new BigDecimal(text.toString()));
  }

  private static String text(GenericRecord record, String field) {
    return record.get(field).toString();
  }

  private static Instant instant(GenericRecord record, String field) {
    return Instant.ofEpochMilli((long) record.get(field));
  }
}
