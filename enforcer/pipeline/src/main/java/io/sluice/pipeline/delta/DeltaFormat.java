package io.sluice.pipeline.delta;

import io.sluice.pipeline.delta.Delta.Bucket;
import io.sluice.pipeline.delta.Delta.Coverage;
import io.sluice.pipeline.delta.Delta.EventTimes;
import io.sluice.pipeline.delta.Delta.IndicatorCounts;
import io.sluice.pipeline.delta.Delta.Judged;
import io.sluice.pipeline.delta.Delta.KeySet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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
 * Deltas as records carry them: magic byte 0, the content id of their schema in four bytes, Avro
 * binary. The schema documents every field.
 */
public final class DeltaFormat {

  /** The schema of this version. */
  public static final Schema SCHEMA = load();

  private static final int PREFIX = 1 + Integer.BYTES;

  private DeltaFormat() {}

  private static Schema load() {
    try (InputStream text = DeltaFormat.class.getResourceAsStream("Delta.avsc")) {
      return new Schema.Parser().parse(Objects.requireNonNull(text, "Delta.avsc"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- writing

  /** The value of a record. */
  public static byte[] write(Delta delta, int schemaId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(room(delta));
    bytes.writeBytes(ByteBuffer.allocate(PREFIX).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(record(delta), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** About how many bytes a delta takes: most of a large one are hashes. */
  private static int room(Delta delta) {
    int room = 512;
    for (IndicatorCounts counts : delta.counts()) {
      room += 64 + 32 * counts.buckets().size();
    }
    for (KeySet keys : delta.keys()) {
      room += 64 + keys.hashes().remaining();
    }
    return room;
  }

  private static GenericRecord record(Delta delta) {
    GenericData.Record record = new GenericData.Record(SCHEMA);
    Coverage coverage = delta.coverage();
    record.put("contract", coverage.contract());
    record.put("version", coverage.version());
    record.put("application", coverage.application());
    record.put("shadow", coverage.shadow());
    record.put("replay", coverage.replay());
    record.put("topic", coverage.topic());
    record.put("topicId", coverage.topicId());
    record.put("partition", coverage.partition());
    record.put("from", coverage.from());
    record.put("to", coverage.to());
    record.put("part", coverage.part());
    record.put("parts", coverage.parts());
    Judged judged = delta.judged();
    record.put("judgedFrom", judged == null ? null : judged.from().toEpochMilli());
    record.put("judgedTo", judged == null ? null : judged.to().toEpochMilli());
    record.put("outcomes", delta.outcomes());
    put(record, "events", delta.events(), DeltaFormat::fill);
    put(record, "counts", delta.counts(), DeltaFormat::fill);
    put(record, "keys", delta.keys(), DeltaFormat::fill);
    return record;
  }

  private interface Filling<T> {
    void fill(GenericRecord record, T item);
  }

  private static <T> void put(
      GenericRecord record, String field, List<T> items, Filling<T> filling) {
    Schema schema = record.getSchema().getField(field).schema();
    GenericData.Array<GenericRecord> array = new GenericData.Array<>(items.size(), schema);
    for (T item : items) {
      GenericData.Record element = new GenericData.Record(schema.getElementType());
      filling.fill(element, item);
      array.add(element);
    }
    record.put(field, array);
  }

  private static void fill(GenericRecord record, EventTimes times) {
    Instant newest = times.newest();
    record.put("element", times.element());
    record.put("newest", newest == null ? null : newest.toEpochMilli());
    record.put("ahead", times.ahead());
    record.put("unreadable", times.unreadable());
  }

  private static void fill(GenericRecord record, IndicatorCounts counts) {
    record.put("indicator", counts.indicator());
    record.put("sli", counts.sli());
    put(record, "buckets", counts.buckets(), DeltaFormat::fill);
  }

  private static void fill(GenericRecord record, Bucket bucket) {
    record.put("start", bucket.start().toEpochMilli());
    record.put("end", bucket.end().toEpochMilli());
    record.put("good", bucket.good());
    record.put("total", bucket.total());
    record.put("lateGood", bucket.lateGood());
    record.put("lateTotal", bucket.lateTotal());
  }

  private static void fill(GenericRecord record, KeySet keys) {
    record.put("indicator", keys.indicator());
    record.put("start", keys.start().toEpochMilli());
    record.put("end", keys.end().toEpochMilli());
    record.put("late", keys.late());
    record.put("records", keys.records());
    record.put("hashes", keys.hashes().duplicate());
  }

  // ---- reading

  /** The content id of the schema that a record's value was written with. */
  public static int schemaId(byte[] value) {
    if (value.length < PREFIX || value[0] != 0) {
      throw new IllegalArgumentException("a delta begins with byte 0 and the id of its schema");
    }
    return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
  }

  /** The delta that a record's value holds, which was written with the schema of this version. */
  public static Delta read(byte[] value) {
    return read(value, SCHEMA);
  }

  /**
   * Likewise, written with the schema of another version.
   *
   * @param writer the one that the value's {@linkplain #schemaId content id} leads to
   */
  public static Delta read(byte[] value, Schema writer) {
    schemaId(value);
    try {
      return delta(
          new GenericDatumReader<GenericRecord>(writer, SCHEMA)
              .read(
                  null,
                  DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, null)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Delta delta(GenericRecord record) {
    Instant judgedFrom = instant(record, "judgedFrom");
    Instant judgedTo = instant(record, "judgedTo");
    Map<String, Long> outcomes = new HashMap<>();
    ((Map<?, ?>) record.get("outcomes"))
        .forEach((outcome, count) -> outcomes.put(outcome.toString(), (Long) count));
    return new Delta(
        new Coverage(
            text(record, "contract"),
            text(record, "version"),
            text(record, "application"),
            (boolean) record.get("shadow"),
            (boolean) record.get("replay"),
            text(record, "topic"),
            text(record, "topicId"),
            (int) record.get("partition"),
            (long) record.get("from"),
            (long) record.get("to"),
            (int) record.get("part"),
            (int) record.get("parts")),
        judgedFrom == null || judgedTo == null ? null : new Judged(judgedFrom, judgedTo),
        outcomes,
        items(record, "events", DeltaFormat::eventTimes),
        items(record, "counts", DeltaFormat::counts),
        items(record, "keys", DeltaFormat::keys));
  }

  private static EventTimes eventTimes(GenericRecord record) {
    return new EventTimes(
        text(record, "element"),
        instant(record, "newest"),
        (long) record.get("ahead"),
        (long) record.get("unreadable"));
  }

  private static IndicatorCounts counts(GenericRecord record) {
    return new IndicatorCounts(
        text(record, "indicator"),
        text(record, "sli"),
        items(record, "buckets", DeltaFormat::bucket));
  }

  private static Bucket bucket(GenericRecord record) {
    return new Bucket(
        Instant.ofEpochMilli((long) record.get("start")),
        Instant.ofEpochMilli((long) record.get("end")),
        (long) record.get("good"),
        (long) record.get("total"),
        (long) record.get("lateGood"),
        (long) record.get("lateTotal"));
  }

  private static KeySet keys(GenericRecord record) {
    return new KeySet(
        text(record, "indicator"),
        Instant.ofEpochMilli((long) record.get("start")),
        Instant.ofEpochMilli((long) record.get("end")),
        (boolean) record.get("late"),
        (long) record.get("records"),
        ((ByteBuffer) record.get("hashes")).asReadOnlyBuffer());
  }

  private static <T> List<T> items(
      GenericRecord record, String field, Function<GenericRecord, T> reading) {
    List<T> items = new ArrayList<>();
    for (Object item : (List<?>) record.get(field)) {
      items.add(reading.apply((GenericRecord) item));
    }
    return items;
  }

  private static String text(GenericRecord record, String field) {
    return record.get(field).toString();
  }

  private static @Nullable Instant instant(GenericRecord record, String field) {
    Object millis = record.get(field);
    return millis == null ? null : Instant.ofEpochMilli((long) millis);
  }
}
