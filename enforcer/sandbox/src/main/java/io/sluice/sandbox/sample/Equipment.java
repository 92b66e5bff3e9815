package io.sluice.sandbox.sample;

import static io.sluice.sandbox.sample.AvroValues.put;
import static io.sluice.sandbox.sample.AvroValues.shift;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.generic.GenericData;

/** Reports of the trackers on a unit's equipment, one piece after the other. */
final class Equipment implements Feed.Source {

  /** No divisor of a thousand, so that each fault comes to each piece in turn. */
  static final int COUNT = 211;

  private static final List<String> STATUSES =
      List.of("AVAILABLE", "IN_USE", "IN_USE", "AVAILABLE", "MAINTENANCE");

  /** A truck, a trailer, a generator set and a loader. */
  private static final List<String> STOCK_NUMBERS =
      List.of("2320-01-107-7155", "2330-01-207-3533", "6115-01-275-5061", "3805-01-150-4814");

  private static final long SEED = 4_217;

  /**
   * Of a thousand reports 9 break a rule, 2 lack a value, which is more than the contract allows,
   * and 3 are late.
   */
  private static final Faults FAULTS =
      new Faults()
          .change(1, r -> put(r, "latitude", -91.5))
          .change(1, r -> put(r, "speed", 1_240.0))
          .change(1, r -> put(r, "nsn", "not known"))
          .change(1, r -> put(r, "tracker_id", "spare"))
          .change(1, r -> put(r, "fuel_level", 255))
          .change(
              1,
              r -> {
                put(r, "status", "IN_USE");
                put(r, "mission_id", null);
              })
          .change(
              1,
              r -> {
                put(r, "status", "MAINTENANCE");
                put(r, "mission_id", "MSN-2026-0142");
              })
          // No fix: the tracker sends zeros.
          .change(
              1,
              r -> {
                put(r, "latitude", 0.0);
                put(r, "longitude", 0.0);
              })
          .change(1, r -> shift(r, "received_at", Duration.ofMinutes(-10)))
          .change(2, r -> put(r, "accuracy", null))
          // Out of coverage: the tracker keeps its reports and sends them later.
          .change(3, r -> shift(r, "reported_at", Duration.ofMinutes(-45)))
          .repeat(2);

  static final Feed FEED =
      new Feed(
          () -> new Equipment(SEED),
          Instant.parse("2026-03-02T06:00:00Z"),
          Duration.ofMillis(280),
          FAULTS);

  private final Random random;

  private Equipment(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public SampleRecord next(long number, Instant time) {
    int piece = (int) (number % COUNT);
    String id = "EQ-%06d".formatted(4_001 + piece);
    String status = STATUSES.get(piece % STATUSES.size());
    boolean isMoving = status.equals("IN_USE") && random.nextInt(3) > 0;
    boolean hasEngine = piece % STOCK_NUMBERS.size() != 1;
    Instant received = time.minusMillis(5 + random.nextInt(20));
    GenericData.Record position = new GenericData.Record(SampleSchemas.EQUIPMENT_POSITION);
    put(position, "equipment_id", id);
    put(position, "nsn", STOCK_NUMBERS.get(piece % STOCK_NUMBERS.size()));
    put(position, "tracker_id", tracker(id));
    put(position, "reported_at", received.minusMillis(900 + random.nextInt(4_000)));
    put(position, "received_at", received);
    put(position, "latitude", rounded(48.1 + 0.001 * piece + 0.0005 * random.nextDouble()));
    put(position, "longitude", rounded(11.2 + 0.001 * piece + 0.0005 * random.nextDouble()));
    put(position, "altitude", piece % 10 == 9 ? null : 480.0 + piece);
    put(position, "accuracy", 2.0 + random.nextInt(60) / 10.0);
    put(position, "speed", isMoving ? 5.0 + random.nextInt(700) / 10.0 : 0.0);
    put(position, "heading", isMoving ? random.nextInt(3_600) / 10.0 : null);
    put(position, "status", status);
    put(position, "mission_id", status.equals("IN_USE") ? mission(piece) : null);
    put(position, "unit", "TB-%02d".formatted(1 + piece / 54));
    put(position, "fuel_level", hasEngine ? 10 + random.nextInt(90) : null);
    put(position, "engine_hours", hasEngine ? 1_200.0 + piece : null);
    return new SampleRecord(id, time, position);
  }

  private static String tracker(String id) {
    return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String mission(int piece) {
    return "MSN-2026-%04d".formatted(140 + piece / 25);
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1_000_000) / 1_000_000.0;
  }
}
