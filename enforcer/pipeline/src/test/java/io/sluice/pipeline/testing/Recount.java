package io.sluice.pipeline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.engine.observe.KeyHash;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What the indicators of {@link Deliveries} count, reckoned from the product and the dead-letter
 * topic by plain Java.
 */
final class Recount {

  private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;

  private final KeyHash hash;
  private final Counted counted = new Counted();

  Recount(String contract) {
    hash = KeyHash.ofContract(contract);
  }

  void product(ConsumerRecord<byte[], byte[]> record) {
    long judged = judged(record);
    add("adherence", even(judged, MINUTE), MINUTE, true, false);
    GenericRecord value = Deliveries.read(record.value());
    Long at = (Long) value.get("at");
    values(value, judged);
    if (at == null) {
      add("latency", even(judged, MINUTE), MINUTE, false, false);
      add("latency-p95", even(judged, MINUTE), MINUTE, false, false);
      return;
    }
    long latency = judged - at;
    if (latency <= 30 * DAY) {
      add("latency", even(judged, MINUTE), MINUTE, latency <= 90 * MINUTE, false);
      add("latency-p95", even(judged, MINUTE), MINUTE, latency <= 10 * MINUTE, false);
    }
    if (at > judged + 5 * MINUTE) {
      counted.ahead(1);
    } else {
      counted.newest(record.partition(), Instant.ofEpochMilli(at));
    }
    arrived(value, at, judged);
  }

  void deadLetter(ConsumerRecord<byte[], byte[]> record) {
    long judged = judged(record);
    add("adherence", even(judged, MINUTE), MINUTE, false, false);
    boolean decodes = !text(record, "sluice.class").equals("STRUCTURE") && record.value() != null;
    if (decodes) {
      values(Deliveries.read(record.value()), judged);
    }
  }

  /** What counts of every record that decodes. */
  private void values(GenericRecord value, long judged) {
    Long at = (Long) value.get("at");
    if (at == null) {
      counted.unreadable(1);
      return;
    }
    int weight = (int) value.get("weight");
    boolean hasNote = value.get("note") != null;
    long bucket = byAge(judged, at);
    add("weight-usual", even(at, bucket), bucket, weight <= 50, false);
    add("weight.minimum", even(at, bucket), bucket, weight >= 0, false);
    add("note-present", even(at, bucket), bucket, hasNote, false);
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(at), LAGOS);
    daily("note-present-daily", day, hasNote, judged > start(day.plusDays(1)) + 60 * MINUTE);
  }

  /** What counts of compliant records. */
  private void arrived(GenericRecord value, long at, long judged) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(at), LAGOS);
    daily("rows-a-day", day, true, judged > start(day.plusDays(1)) + 6 * 60 * MINUTE);
    daily("daily", day, true, judged > start(day.plusDays(1)) + 6 * 60 * MINUTE);
    add("steady", even(at, 10 * MINUTE), 10 * MINUTE, true, false);
    String id = value.get("id").toString();
    Object site = value.get("site");
    long bucket = byAge(judged, at);
    key("id.unique", even(at, bucket), bucket, false, List.of(id));
    if (site == null) {
      add("no-repeats", even(at, bucket), bucket, true, false);
    } else {
      key("no-repeats", even(at, bucket), bucket, false, List.of(site.toString(), id));
      LocalDate month = day.withDayOfMonth(1);
      long end = start(month.plusMonths(1));
      key(
          "sites",
          start(month),
          end - start(month),
          judged > end + Duration.ofDays(3).toMillis(),
          List.of(site.toString()));
    }
  }

  private void daily(String indicator, LocalDate day, boolean isGood, boolean isLate) {
    add(indicator, start(day), start(day.plusDays(1)) - start(day), isGood, isLate);
  }

  private static long start(LocalDate day) {
    return day.atStartOfDay(LAGOS).toInstant().toEpochMilli();
  }

  private static long byAge(long judged, long at) {
    long age = Math.abs(judged - at);
    return age < 3 * DAY ? MINUTE : age < 92 * DAY ? 15 * MINUTE : DAY;
  }

  private static long even(long at, long length) {
    return Math.floorDiv(at, length) * length;
  }

  private void add(String indicator, long start, long length, boolean isGood, boolean isLate) {
    counted.add(
        indicator,
        Instant.ofEpochMilli(start),
        Instant.ofEpochMilli(start + length),
        isGood ? 1 : 0,
        1,
        isGood && isLate ? 1 : 0,
        isLate ? 1 : 0);
  }

  private void key(String indicator, long start, long length, boolean isLate, List<String> key) {
    counted.addKeys(
        indicator,
        Instant.ofEpochMilli(start),
        Instant.ofEpochMilli(start + length),
        isLate,
        Set.of(HexFormat.of().formatHex(hash.of(key))),
        1);
  }

  private static long judged(ConsumerRecord<byte[], byte[]> record) {
    return Instant.parse(text(record, "sluice.timestamp")).toEpochMilli();
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    @Nullable Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  /** One line for each bucket and each set of keys, and the event times. */
  List<String> lines() {
    return counted.lines();
  }
}
