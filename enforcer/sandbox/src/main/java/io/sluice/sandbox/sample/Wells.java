package io.sluice.sandbox.sample;

import static io.sluice.sandbox.sample.AvroValues.put;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Daily production of the {@value #ACTIVE} active wells of a company in the Niger Delta in February
 * 2026. Most days are there by six in the morning of the next one. Of the wells
 *
 * <ul>
 *   <li>{@value #REPORTING} report day by day;
 *   <li>5, whose gauges are read by hand, report the whole month on the second of March;
 *   <li>3 report it on the tenth of March;
 *   <li>2 never report.
 * </ul>
 *
 * On the twelfth the link to two flow stations was down, and their wells came at noon.
 */
final class Wells {

  static final int ACTIVE = 1_200;

  /** Those that report day by day. */
  static final int REPORTING = 1_190;

  /** Those that have reported three days after the end of the month. */
  static final int IN_TIME = REPORTING + 5;

  private static final int FORGOTTEN = 3;
  private static final int STATIONS = 24;

  private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");
  private static final LocalDate FIRST = LocalDate.parse("2026-02-01");
  private static final LocalDate LAST = LocalDate.parse("2026-02-28");
  private static final LocalDate LINK_DOWN = LocalDate.parse("2026-02-12");
  private static final long SEED = 1_956;

  private static final List<String> FIELDS =
      List.of("Oloibiri", "Agbada", "Imo River", "Jones Creek", "Kokori", "Nembe Creek");

  /** Of a thousand reports 14 break a rule, 14 lack a value or are doubtful, 3 come twice. */
  private static final Faults FAULTS =
      new Faults()
          // Reported in litres.
          .change(2, r -> flowing(r, 24, "143088.60", "900.00"))
          .change(1, r -> put(r, "water_vol", new BigDecimal("-12.50")))
          .change(2, r -> put(r, "well_id", "OLOIBIRI-17"))
          .change(2, r -> flowing(r, 24.5, "412.00", "900.00"))
          .change(2, r -> flowing(r, 0, "412.00", "900.00"))
          .change(
              1,
              r -> {
                flowing(r, 18, "412.00", "900.00");
                put(r, "well_status", "SHUT_IN");
              })
          .change(1, r -> put(r, "choke_size", 640))
          // A gauge that lost its offset.
          .change(1, r -> put(r, "tubing_head_pressure", -14.7))
          .change(1, r -> put(r, "production_date", LocalDate.parse("1926-02-14")))
          // The day on which it was reported, while it goes on.
          .change(1, r -> put(r, "production_date", dayOf((long) r.get("reported_at"))))
          .change(8, r -> put(r, "tubing_head_pressure", null))
          .change(3, r -> put(r, "tubing_head_pressure", 9_999.0))
          .change(3, r -> flowing(r, 24, "412.00", "37080.00"))
          .repeat(3);

  private final Random random;

  private Wells(long seed) {
    this.random = new Random(seed);
  }

  private static void flowing(GenericRecord report, double hours, String oil, String gas) {
    put(report, "well_status", "PRODUCING");
    put(report, "hours_on_stream", hours);
    put(report, "prod_vol", new BigDecimal(oil));
    put(report, "gas_vol", new BigDecimal(gas));
  }

  private static LocalDate dayOf(long epochMillis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
  }

  /** The month, in order of publication. */
  static Stream<SampleRecord> month() {
    Wells wells = new Wells(SEED);
    List<LocalDate> days = FIRST.datesUntil(LAST.plusDays(1)).toList();
    int total = IN_TIME + FORGOTTEN;
    return LongStream.range(0, (long) days.size() * total)
        .boxed()
        .flatMap(
            n -> {
              LocalDate day = days.get((int) (n / total));
              int well = (int) (n % total);
              return FAULTS.upon(n, wells.report(well, day, 0, wells.reportedAt(well, day)));
            })
        .sorted(Comparator.comparing(SampleRecord::timestamp));
  }

  /** The last day, restated: all wells that report in time for the month, in a later revision. */
  static Stream<SampleRecord> revision(int revision) {
    Wells wells = new Wells(SEED + revision);
    long first = (long) revision * IN_TIME;
    return IntStream.range(0, IN_TIME)
        .boxed()
        .flatMap(
            well ->
                FAULTS.upon(
                    first + well, wells.report(well, LAST, revision, reportedOnTime(well, LAST))));
  }

  private Instant reportedAt(int well, LocalDate day) {
    if (well >= IN_TIME) {
      return reportedOnTime(well, LocalDate.parse("2026-03-09"));
    }
    if (well >= REPORTING) {
      return reportedOnTime(well, LocalDate.parse("2026-03-01"));
    }
    boolean isCutOff = day.equals(LINK_DOWN) && station(well) <= 2;
    boolean isLate = isCutOff || random.nextInt(250) == 0;
    return reportedOnTime(well, day).plus(isLate ? Duration.ofHours(9) : Duration.ZERO);
  }

  /** Between one and five in the morning of the next day, each well at its own time. */
  private static Instant reportedOnTime(int well, LocalDate day) {
    return day.plusDays(1).atTime(1, 0).atZone(LAGOS).toInstant().plusSeconds(12L * well);
  }

  private static int station(int well) {
    return 1 + well * STATIONS / ACTIVE;
  }

  private SampleRecord report(int well, LocalDate day, int revision, Instant reportedAt) {
    // Outside of the United States no state code is assigned; the registry uses 98.
    String id = "98-%03d-%05d-00-00".formatted(1 + 2 * (well % FIELDS.size()), 1 + well);
    boolean isShutIn = random.nextInt(40) == 0;
    boolean isTested = !isShutIn && random.nextInt(30) == 0;
    double hours = isShutIn ? 0 : random.nextInt(8) == 0 ? 12 + random.nextInt(12) : 24;
    BigDecimal oil = volume(hours, 300 + random.nextInt(2_700));
    GenericData.Record report = new GenericData.Record(SampleSchemas.WELL_PRODUCTION);
    put(report, "well_id", id);
    put(report, "production_date", day);
    put(report, "revision", revision);
    put(report, "reported_at", reportedAt);
    put(report, "field", FIELDS.get(well % FIELDS.size()));
    put(report, "flow_station", "FS-%02d".formatted(station(well)));
    put(report, "well_status", isShutIn ? "SHUT_IN" : isTested ? "TESTING" : "PRODUCING");
    put(report, "allocation_method", isTested ? "MEASURED" : "ALLOCATED");
    put(report, "hours_on_stream", hours);
    put(report, "prod_vol", oil);
    put(report, "gas_vol", volume(hours, 400 + random.nextInt(4_000)));
    put(report, "water_vol", volume(hours, random.nextInt(1_500)));
    put(report, "choke_size", isGasLifted(well) ? null : (Integer) (16 + random.nextInt(48)));
    put(report, "tubing_head_pressure", isShutIn ? 1_400.0 : 150.0 + random.nextInt(900));
    put(report, "tubing_head_temperature", gauged(well, 38.0 + random.nextInt(30)));
    return new SampleRecord(id, reportedAt, report);
  }

  private static boolean isGasLifted(int well) {
    return well % 25 == 24;
  }

  /** What the gauge shows; one well in twenty has none. */
  private static @Nullable Double gauged(int well, double value) {
    return well % 20 == 19 ? null : value;
  }

  /** What flows in so many hours at a rate for a day of 24. */
  private static BigDecimal volume(double hours, int perDay) {
    return BigDecimal.valueOf(Math.round(perDay * hours / 24 * 100), 2);
  }
}
