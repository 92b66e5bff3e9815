package io.sluice.sandbox.sample;

import static io.sluice.sandbox.sample.AvroValues.put;
import static io.sluice.sandbox.sample.AvroValues.shift;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.avro.generic.GenericData;

/** Readings of the sensors of a few flow stations, one sensor after the other. */
final class Sensors implements Feed.Source {

  /** No divisor of a thousand, so that each fault comes to each sensor in turn. */
  static final int COUNT = 97;

  /** What a sensor measures: the function letters of its tag, its unit, and what is usual. */
  private record Kind(String quantity, String letters, String unit, double mean, double spread) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("PRESSURE", "PIT", "bar", 62, 4),
          new Kind("TEMPERATURE", "TIT", "Cel", 71, 5),
          new Kind("VIBRATION", "VT", "mm/s", 2.4, 0.5),
          new Kind("FLOW", "FIT", "m3/h", 118, 9),
          new Kind("LEVEL", "LIT", "%", 54, 8));

  private static final long SEED = 1042;

  /** Of a thousand readings 10 break a rule, 15 have no value or a doubtful one, 4 are late. */
  private static final Faults FAULTS =
      new Faults()
          // A controller's scale was changed, and nobody told the historian.
          .change(
              2,
              r -> {
                put(r, "quantity", "PRESSURE");
                put(r, "unit", "bar");
                put(r, "value", 8_700.0);
              })
          .change(
              2,
              r -> {
                put(r, "quantity", "TEMPERATURE");
                put(r, "unit", "degF");
                put(r, "value", 160.0);
              })
          .change(2, r -> put(r, "value", null))
          .change(2, r -> put(r, "sensor_id", "unassigned"))
          .change(1, r -> put(r, "sequence", -1L))
          // A controller whose clock is twenty years fast.
          .change(1, r -> shift(r, "measured_at", Duration.ofDays(7_300)))
          .change(
              10,
              r -> {
                put(r, "value", null);
                put(r, "quality", "BAD");
              })
          .change(5, r -> put(r, "quality", "UNCERTAIN"))
          // The facility was cut off, and its historian caught up.
          .change(4, r -> shift(r, "measured_at", Duration.ofMinutes(-20)))
          .repeat(3);

  static final Feed FEED =
      new Feed(
          () -> new Sensors(SEED),
          Instant.parse("2026-03-02T06:00:00Z"),
          Duration.ofMillis(103),
          FAULTS);

  private final Random random;

  private Sensors(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public SampleRecord next(long number, Instant time) {
    int sensor = (int) (number % COUNT);
    Kind kind = KINDS.get(sensor % KINDS.size());
    String facility = "FS%02d".formatted(1 + sensor / 25);
    String id = "%s.%s-%d".formatted(facility, kind.letters(), 1_001 + sensor);
    boolean isWireless = sensor % 4 == 3;
    GenericData.Record reading = new GenericData.Record(SampleSchemas.SENSOR_READING);
    put(reading, "sensor_id", id);
    put(reading, "facility", facility);
    put(reading, "equipment_id", "%s.P-%d".formatted(facility, 101 + sensor / 5));
    put(reading, "measured_at", time.minusMillis(200 + random.nextInt(800)));
    put(reading, "sequence", 4_000_000L + number / COUNT);
    put(reading, "quantity", kind.quantity());
    put(reading, "unit", kind.unit());
    put(reading, "value", value(kind));
    put(reading, "quality", "GOOD");
    put(reading, "battery", isWireless ? 20 + random.nextInt(80) : null);
    return new SampleRecord(id, time, reading);
  }

  /** Around what is usual, within two and a half times the spread. */
  private double value(Kind kind) {
    double deviation = Math.clamp(random.nextGaussian(), -2.5, 2.5);
    return Math.round((kind.mean() + deviation * kind.spread()) * 100) / 100.0;
  }
}
