package io.sluice.engine.testing;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** A record type with a field of every type, and two records: one full, one with nothing in it. */
public final class Everything {

  public static final Schema SCHEMA = Avro.schema(Repository.resource("cel/everything.avsc"));

  private static final Schema LINE = SCHEMA.getField("line").schema();

  private Everything() {}

  /** Every value is there, and none is zero or empty. */
  public static GenericData.Record full() {
    Instant at = Instant.parse("2026-11-21T12:30:15.123Z");
    GenericData.Record record = new GenericData.Record(SCHEMA);
    record.put("flag", true);
    record.put("count", 5);
    record.put("total", 5_000_000_000L);
    record.put("ratio", 2.5);
    record.put("small", 0.5f);
    record.put("name", "Grüße 😀");
    record.put("data", ByteBuffer.wrap(new byte[] {1, 2}));
    record.put("kind", symbol("PAID"));
    record.put("price", unscaled("19.90"));
    record.put(
        "weight", fixed("weight", padded(new BigDecimal("1.500").unscaledValue().toByteArray())));
    record.put("day", (int) LocalDate.parse("2026-11-21").toEpochDay());
    record.put("at", at.toEpochMilli());
    record.put("micros", at.toEpochMilli() * 1000 + 456);
    record.put("nanos", at.toEpochMilli() * 1_000_000 + 456_789);
    record.put("local", at.toEpochMilli());
    record.put("clock", 45_015_123);
    record.put("id", "123e4567-e89b-12d3-a456-426614174000");
    record.put(
        "fixedId",
        fixed("fixedId", ByteBuffer.allocate(16).putLong(0x123e4567e89b12d3L).putLong(1).array()));
    record.put(
        "span",
        fixed(
            "span",
            ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1)
                .putInt(-1)
                .putInt(3)
                .array()));
    record.put("maybeFlag", true);
    record.put("maybeCount", 7);
    record.put("maybeRatio", -0.5);
    record.put("maybeName", "a name");
    record.put("maybeKind", symbol("NEW"));
    record.put("maybePrice", unscaled("20.00"));
    record.put("maybeAt", at.toEpochMilli() - 1);
    record.put("maybeTags", List.of("x"));
    record.put("line", line("s1", "note", 2, "9.95"));
    record.put("maybeLine", line("s2", null, 1, "0.10"));
    record.put(
        "lines",
        List.of(
            line("s1", "note", 2, "9.95"),
            line("s2", null, 1, "0.10"),
            line("s3", null, 7, "3.00")));
    record.put("tags", List.of("red", "green"));
    record.put("names", Arrays.asList("a", null));
    record.put("attributes", new TreeMap<>(Map.of("color", "red", "k", "v")));
    Map<String, @Nullable Integer> scores = new TreeMap<>();
    scores.put("a", 1);
    scores.put("b", null);
    record.put("scores", scores);
    record.put("mixed", "text");
    record.put("package", "box");
    record.put("next", bare());
    return record;
  }

  /** Nullable values are null, numbers zero, texts, lists and maps empty. */
  public static GenericData.Record bare() {
    GenericData.Record record = new GenericData.Record(SCHEMA);
    record.put("flag", false);
    record.put("count", 0);
    record.put("total", 0L);
    record.put("ratio", Double.NaN);
    record.put("small", -0.0f);
    record.put("name", "");
    record.put("data", ByteBuffer.wrap(new byte[0]));
    record.put("kind", symbol("NEW"));
    record.put("price", unscaled("0.00"));
    record.put("weight", fixed("weight", new byte[12]));
    record.put("day", 0);
    record.put("at", 0L);
    record.put("micros", -1L);
    record.put("nanos", -1L);
    record.put("local", 0L);
    record.put("clock", 0);
    record.put("id", "00000000-0000-0000-0000-000000000000");
    record.put("fixedId", fixed("fixedId", new byte[16]));
    record.put("span", fixed("span", new byte[12]));
    record.put("line", line("", null, 0, "0.00"));
    record.put("lines", List.of());
    record.put("tags", List.of());
    record.put("names", List.of());
    record.put("attributes", Map.of());
    record.put("scores", Map.of());
    record.put("package", "");
    return record;
  }

  private static GenericData.Record line(
      String sku, @Nullable String note, int quantity, String price) {
    return Avro.record(LINE, sku, note, quantity, unscaled(price));
  }

  private static GenericData.EnumSymbol symbol(String name) {
    return new GenericData.EnumSymbol(SCHEMA.getField("kind").schema(), name);
  }

  private static GenericData.Fixed fixed(String field, byte[] bytes) {
    return new GenericData.Fixed(SCHEMA.getField(field).schema(), bytes);
  }

  private static ByteBuffer unscaled(String decimal) {
    return ByteBuffer.wrap(new BigDecimal(decimal).unscaledValue().toByteArray());
  }

  private static byte[] padded(byte[] number) {
    byte[] padded = new byte[12];
    System.arraycopy(number, 0, padded, padded.length - number.length, number.length);
    return padded;
  }
}
