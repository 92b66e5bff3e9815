package io.sluice.sandbox.sample;

import static io.sluice.sandbox.sample.AvroValues.put;
import static io.sluice.sandbox.sample.AvroValues.shift;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import org.apache.avro.generic.GenericData;

/** What the customers of {@link Customers} used in an hour, loaded once it is over. */
final class Usage implements Feed.Source {

  /** The end of the first hour that is loaded. */
  private static final Instant FIRST_HOUR = Instant.parse("2026-03-02T06:00:00Z");

  private static final LocalDate NEVER_YET = LocalDate.parse("2027-01-01");
  private static final long SEED = 5_209;

  /** Of a thousand records 9 break a rule. */
  private static final Faults FAULTS =
      new Faults()
          // A session that was never ended, and what came of mending it.
          .change(1, r -> put(r, "session_duration", 86_400))
          .change(
              2,
              r -> {
                put(r, "session_duration", -1);
                put(r, "feature_usage_count", 0);
              })
          .change(
              2,
              r -> {
                put(r, "session_duration", 0);
                put(r, "feature_usage_count", 12);
              })
          .change(1, r -> put(r, "feature_usage_count", -1))
          .change(1, r -> put(r, "customer_id", "n/a"))
          .change(1, r -> put(r, "last_login_date", NEVER_YET))
          .change(1, r -> shift(r, "logged_at", Duration.ofDays(7_300)))
          .repeat(3);

  /** The load of an hour takes the hour that follows, less some minutes at its start. */
  static final Feed FEED =
      new Feed(
          () -> new Usage(SEED),
          FIRST_HOUR.plus(Duration.ofMinutes(2)),
          Duration.ofMillis(514),
          FAULTS);

  private final Random random;

  private Usage(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public SampleRecord next(long number, Instant time) {
    int person = (int) (number % Customers.PEOPLE);
    Instant hour = FIRST_HOUR.plus(Duration.ofHours(number / Customers.PEOPLE));
    LocalDate day = hour.atOffset(ZoneOffset.UTC).toLocalDate();
    boolean isThere = random.nextInt(5) == 0;
    GenericData.Record log = new GenericData.Record(SampleSchemas.USAGE_LOG);
    put(log, "customer_id", Customers.id(person));
    put(log, "logged_at", hour);
    put(log, "last_login_date", isThere ? day : day.minusDays(1 + person % 40));
    put(log, "session_duration", isThere ? 30 + random.nextInt(3_000) : 0);
    put(log, "feature_usage_count", isThere ? random.nextInt(60) : 0);
    return new SampleRecord(Customers.id(person), time, log);
  }
}
