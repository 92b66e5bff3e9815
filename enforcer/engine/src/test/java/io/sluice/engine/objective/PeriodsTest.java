package io.sluice.engine.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Periods.Calendar calendar(CalendarUnit unit, String zone) {
    return new Periods.Calendar(unit, ZoneId.of(zone));
  }

  @ParameterizedTest
  @CsvSource({
    // Lagos is an hour ahead of UTC, all year.
    "DAY,   Africa/Lagos,  2026-11-20T22:59:59Z, 2026-11-19T23:00:00Z, 2026-11-20T23:00:00Z",
    "DAY,   Africa/Lagos,  2026-11-20T23:00:00Z, 2026-11-20T23:00:00Z, 2026-11-21T23:00:00Z",
    // Berlin's clocks: 23 hours on 29 March 2026, 25 on 25 October.
    "DAY,   Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "DAY,   Europe/Berlin, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    // Cairo's clocks skip midnight: the day of 24 April 2026 begins at 01:00.
    "DAY,   Africa/Cairo,  2026-04-24T12:00:00Z, 2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z",
    // Nepal is 5:45 ahead.
    "DAY,   Asia/Kathmandu, 2026-11-21T00:00:00Z, 2026-11-20T18:15:00Z, 2026-11-21T18:15:00Z",
    // The 29th of February.
    "DAY,   UTC,           2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z, 2028-03-01T00:00:00Z",
    "MONTH, UTC,           2028-02-29T23:59:59Z, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
    "MONTH, UTC,           2027-02-28T23:59:59Z, 2027-02-01T00:00:00Z, 2027-03-01T00:00:00Z",
    "MONTH, Africa/Lagos,  2026-11-30T23:00:00Z, 2026-11-30T23:00:00Z, 2026-12-31T23:00:00Z",
    "MONTH, Europe/Berlin, 2026-03-31T21:59:59Z, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z",
    // ISO week 53 of 2026 goes from Monday, 28 December, to Sunday, 3 January 2027.
    "WEEK,  UTC,           2027-01-01T00:00:00Z, 2026-12-28T00:00:00Z, 2027-01-04T00:00:00Z",
    "WEEK,  UTC,           2027-01-04T00:00:00Z, 2027-01-04T00:00:00Z, 2027-01-11T00:00:00Z",
    "WEEK,  Africa/Lagos,  2027-01-03T23:00:00Z, 2027-01-03T23:00:00Z, 2027-01-10T23:00:00Z",
    "YEAR,  UTC,           2028-12-31T00:00:00Z, 2028-01-01T00:00:00Z, 2029-01-01T00:00:00Z",
  })
  void periodOfAnInstantIsThatOfItsCalendar(
      CalendarUnit unit, String zone, Instant at, Instant start, Instant end) {
    assertThat(calendar(unit, zone).of(at)).isEqualTo(new Period(start, end));
  }

  @Test
  void severalUnitsAreCountedFrom1970() {
    assertThat(
            new Periods.Calendar(CalendarUnit.MONTH, 3, ZoneOffset.UTC)
                .of(Instant.parse("2026-11-21T00:00:00Z")))
        .isEqualTo(period("2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z"));
    // Weeks from Monday, 29 December 1969: 2,968 lie before 16 November 2026.
    assertThat(
            new Periods.Calendar(CalendarUnit.WEEK, 2, ZoneOffset.UTC)
                .of(Instant.parse("2026-11-21T00:00:00Z")))
        .isEqualTo(period("2026-11-16T00:00:00Z", "2026-11-30T00:00:00Z"));
    assertThat(
            new Periods.Calendar(CalendarUnit.DAY, 2, ZoneOffset.UTC)
                .of(Instant.parse("1969-12-31T00:00:00Z")))
        .isEqualTo(period("1969-12-30T00:00:00Z", "1970-01-01T00:00:00Z"));
  }

  @Test
  void evenPeriodsAreCountedFromTheStartOf1970() {
    Periods minutes = new Periods.Even(Duration.ofMinutes(10));
    assertThat(minutes.of(Instant.parse("2026-11-21T14:19:59.999999999Z")))
        .isEqualTo(period("2026-11-21T14:10:00Z", "2026-11-21T14:20:00Z"));
    assertThat(minutes.of(Instant.parse("1969-12-31T23:59:59Z")))
        .isEqualTo(period("1969-12-31T23:50:00Z", "1970-01-01T00:00:00Z"));
  }

  @Test
  void periodsThatEndedAreThoseOverSinceThen() {
    Periods.Calendar days = new Periods.Calendar(CalendarUnit.DAY, BERLIN);
    Instant end = Instant.parse("2026-10-25T23:00:00Z");

    assertThat(days.endedBetween(Instant.parse("2026-10-24T22:00:00Z"), end).toList())
        .containsExactly(period("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
    assertThat(days.endedBetween(Instant.parse("2026-10-24T21:59:59Z"), end.minusNanos(1)).toList())
        .containsExactly(period("2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z"));
    assertThat(days.endedBetween(end, end.plusSeconds(3600))).isEmpty();
  }

  /** Whatever the zone: each instant is in its period, and neighbours touch. */
  @Test
  void periodsCoverAllTimeWithoutGapOrOverlap() {
    Random random = new Random(11);
    List<CalendarUnit> units = List.of(CalendarUnit.values());
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    for (int i = 0; i < 20_000; i++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      CalendarUnit unit = units.get(random.nextInt(units.size()));
      Periods periods = new Periods.Calendar(unit, 1 + random.nextInt(3), zone);
      Instant at = Instant.ofEpochSecond(random.nextLong(-1_000_000_000L, 4_000_000_000L));

      Period period = periods.of(at);

      assertThat(period.contains(at)).as("%s at %s", periods, at).isTrue();
      assertThat(periods.after(period).start()).as("%s", periods).isEqualTo(period.end());
      assertThat(periods.before(period).end()).as("%s", periods).isEqualTo(period.start());
      assertThat(periods.of(period.start())).isEqualTo(period);
    }
  }

  private static Period period(String start, String end) {
    return new Period(Instant.parse(start), Instant.parse(end));
  }
}
