package io.sluice.sandbox.sample;

import static io.sluice.sandbox.sample.AvroValues.put;
import static io.sluice.sandbox.sample.AvroValues.shift;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Positions of a chartered fleet in the Gulf of Guinea, one vessel after the other. */
final class Vessels implements Feed.Source {

  /** No divisor of a thousand, so that each fault comes to each vessel in turn. */
  static final int COUNT = 37;

  /** Where a vessel is registered: the country, and what the first digits of an MMSI are there. */
  private record Flag(String country, int identificationDigits) {}

  /**
   * A vessel on its way.
   *
   * @param imoNumber null for a boat that needs none
   * @param speed in knots; next to nothing for one at anchor
   */
  private record Vessel(
      int mmsi,
      @Nullable Integer imoNumber,
      String name,
      String callSign,
      Flag flag,
      int shipType,
      double latitude,
      double longitude,
      double course,
      double speed,
      double draught,
      String destination) {

    boolean isAtAnchor() {
      return speed < 1;
    }
  }

  private static final List<Flag> FLAGS =
      List.of(
          new Flag("PA", 352),
          new Flag("LR", 636),
          new Flag("MH", 538),
          new Flag("NG", 657),
          new Flag("SG", 563),
          new Flag("MT", 248));
  private static final List<String> DESTINATIONS =
      List.of("NGLOS", "NGBON", "NGPHC", "GHTEM", "NLRTM", "CMDLA");

  private static final long SEED = 9_074_729;

  /** Of a thousand reports 16 break a rule, 12 are doubtful, 8 came late over a satellite. */
  private static final Faults FAULTS =
      new Faults()
          // What AIS sends where a value is not available, taken for a value.
          .change(3, r -> put(r, "latitude", 91.0))
          .change(2, r -> put(r, "longitude", 181.0))
          .change(2, r -> put(r, "speed_over_ground", 102.3))
          .change(1, r -> put(r, "course_over_ground", 360.0))
          .change(1, r -> put(r, "true_heading", 511))
          // A transponder as it came out of its box, and a digit that was typed wrong.
          .change(2, r -> put(r, "mmsi", 111_111_111))
          .change(2, r -> put(r, "imo_number", 9_074_728))
          .change(1, r -> put(r, "flag", "Panama"))
          .change(1, r -> shift(r, "received_at", Duration.ofMinutes(-1)))
          .change(
              1,
              r -> {
                shift(r, "positioned_at", Duration.ofDays(7_300));
                shift(r, "received_at", Duration.ofDays(7_300));
              })
          .change(4, r -> put(r, "destination", "FOR ORDERS"))
          .change(4, r -> put(r, "name", null))
          .change(
              4,
              r -> {
                put(r, "navigational_status", 1);
                put(r, "speed_over_ground", 12.5);
              })
          .change(
              8,
              r -> {
                put(r, "source", "SATELLITE");
                shift(r, "positioned_at", Duration.ofMinutes(-90));
              })
          .repeat(5);

  static final Feed FEED =
      new Feed(
          () -> new Vessels(SEED),
          Instant.parse("2026-03-02T06:00:00Z"),
          Duration.ofMillis(540),
          FAULTS);

  private final Random random;
  private final List<Vessel> fleet = new ArrayList<>();

  private Vessels(long seed) {
    this.random = new Random(seed);
    for (int i = 0; i < COUNT; i++) {
      fleet.add(vessel(i));
    }
  }

  private Vessel vessel(int number) {
    Flag flag = FLAGS.get(number % FLAGS.size());
    boolean isSupplyBoat = number % 9 == 8;
    boolean isAtAnchor = number % 5 == 4;
    return new Vessel(
        flag.identificationDigits() * 1_000_000 + 1_000 * (1 + random.nextInt(900)) + number,
        isSupplyBoat ? null : imoNumber(907_000 + random.nextInt(60_000)),
        (isSupplyBoat ? "ESCRAVOS RUNNER " : "GULF TRADER ") + (number + 1),
        "%s%04d".formatted(flag.country().equals("PA") ? "HP" : "5N", 1_000 + number),
        flag,
        isSupplyBoat ? 90 : 80,
        -1 + 5.0 * random.nextDouble(),
        2 + 5.0 * random.nextDouble(),
        Math.round(3_599 * random.nextDouble()) / 10.0,
        isAtAnchor ? 0.1 : 8 + Math.round(80 * random.nextDouble()) / 10.0,
        6 + Math.round(100 * random.nextDouble()) / 10.0,
        DESTINATIONS.get(random.nextInt(DESTINATIONS.size())));
  }

  /** Six digits with their check digit: their sum, weighted from seven down to two, modulo ten. */
  private static int imoNumber(int six) {
    int sum = 0;
    for (int rest = six, weight = 2; weight <= 7; rest /= 10, weight++) {
      sum += rest % 10 * weight;
    }
    return six * 10 + sum % 10;
  }

  @Override
  public SampleRecord next(long number, Instant time) {
    Vessel vessel = fleet.get((int) (number % COUNT));
    double hours = Duration.between(FEED.start(), time).toMillis() % 86_400_000L / 3_600_000.0;
    double course = Math.toRadians(vessel.course());
    double latitude = vessel.latitude() + vessel.speed() * hours * Math.cos(course) / 60;
    double longitude =
        vessel.longitude()
            + vessel.speed() * hours * Math.sin(course) / 60 / Math.cos(Math.toRadians(latitude));
    Instant positioned = time.minusMillis(1_500 + random.nextInt(6_000));
    GenericData.Record position = new GenericData.Record(SampleSchemas.VESSEL_POSITION);
    put(position, "mmsi", vessel.mmsi());
    put(position, "imo_number", vessel.imoNumber());
    put(position, "name", vessel.name());
    put(position, "call_sign", vessel.callSign());
    put(position, "flag", vessel.flag().country());
    put(position, "ship_type", vessel.shipType());
    put(position, "positioned_at", positioned);
    put(position, "received_at", positioned.plusMillis(400 + random.nextInt(900)));
    put(position, "source", "TERRESTRIAL");
    put(position, "latitude", rounded(latitude));
    put(position, "longitude", rounded(longitude));
    put(position, "speed_over_ground", vessel.speed());
    put(position, "course_over_ground", vessel.isAtAnchor() ? null : vessel.course());
    put(position, "true_heading", (int) vessel.course());
    put(position, "navigational_status", vessel.isAtAnchor() ? 1 : 0);
    put(position, "draught", vessel.draught());
    put(position, "destination", vessel.destination());
    return new SampleRecord(String.valueOf(vessel.mmsi()), time, position);
  }

  /** To five places, as fine as AIS is. */
  private static double rounded(double degrees) {
    return Math.round(degrees * 100_000) / 100_000.0;
  }
}
