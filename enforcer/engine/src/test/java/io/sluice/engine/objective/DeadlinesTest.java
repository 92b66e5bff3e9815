package io.sluice.engine.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private static Deadlines daily(String zone, int hour, int minute) {
    return new Deadlines(
        new Periods.Calendar(CalendarUnit.DAY, ZoneId.of(zone)), LocalTime.of(hour, minute), 1);
  }

  private static List<String> due(Deadlines deadlines, String after, String until) {
    return deadlines
        .dueBetween(Instant.parse(after), Instant.parse(until))
        .map(due -> due.period() + " by " + due.deadline())
        .toList();
  }

  @Test
  void sixInLagosIsFiveInUtcOfTheDayAfter() {
    assertThat(due(daily("Africa/Lagos", 6, 0), "2026-11-20T05:00:00Z", "2026-11-22T05:00:00Z"))
        .containsExactly(
            "2026-11-19T23:00:00Z to 2026-11-20T23:00:00Z by 2026-11-21T05:00:00Z",
            "2026-11-20T23:00:00Z to 2026-11-21T23:00:00Z by 2026-11-22T05:00:00Z");
    assertThat(due(daily("Africa/Lagos", 6, 0), "2026-11-21T05:00:00Z", "2026-11-22T04:59:59Z"))
        .isEmpty();
  }

  @Test
  void sixInBerlinFollowsItsClocks() {
    assertThat(due(daily("Europe/Berlin", 6, 0), "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z"))
        .containsExactly(
            "2026-03-26T23:00:00Z to 2026-03-27T23:00:00Z by 2026-03-28T05:00:00Z",
            "2026-03-27T23:00:00Z to 2026-03-28T23:00:00Z by 2026-03-29T04:00:00Z");
    assertThat(due(daily("Europe/Berlin", 6, 0), "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"))
        .containsExactly("2026-10-23T22:00:00Z to 2026-10-24T22:00:00Z by 2026-10-25T05:00:00Z");
  }

  @Test
  void timeThatTheClocksSkipIsAsMuchLater() {
    // On 29 March 2026 Berlin goes from 02:00 to 03:00: 02:30 is 03:30 in summer time.
    assertThat(due(daily("Europe/Berlin", 2, 30), "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z"))
        .containsExactly("2026-03-27T23:00:00Z to 2026-03-28T23:00:00Z by 2026-03-29T01:30:00Z");
  }

  @Test
  void timeThatTheClocksShowTwiceIsTheFirst() {
    // On 25 October 2026 Berlin goes from 03:00 back to 02:00.
    assertThat(due(daily("Europe/Berlin", 2, 30), "2026-10-25T00:00:00Z", "2026-10-25T23:00:00Z"))
        .containsExactly("2026-10-23T22:00:00Z to 2026-10-24T22:00:00Z by 2026-10-25T00:30:00Z");
  }

  @Test
  void monthIsDueOnADayOfTheNextOne() {
    Deadlines fifth =
        new Deadlines(
            new Periods.Calendar(CalendarUnit.MONTH, ZoneId.of("Africa/Lagos")),
            LocalTime.of(6, 0),
            5);

    assertThat(due(fifth, "2028-02-06T00:00:00Z", "2028-04-05T05:00:00Z"))
        .containsExactly(
            "2028-01-31T23:00:00Z to 2028-02-29T23:00:00Z by 2028-03-05T05:00:00Z",
            "2028-02-29T23:00:00Z to 2028-03-31T23:00:00Z by 2028-04-05T05:00:00Z");
  }

  @Test
  void weekOverTheYearsEndIsDueOnMonday() {
    Deadlines monday =
        new Deadlines(
            new Periods.Calendar(CalendarUnit.WEEK, ZoneId.of("UTC")), LocalTime.of(6, 0), 1);

    assertThat(due(monday, "2026-12-30T00:00:00Z", "2027-01-05T00:00:00Z"))
        .containsExactly("2026-12-28T00:00:00Z to 2027-01-04T00:00:00Z by 2027-01-04T06:00:00Z");
  }

  @Test
  void leapDayIsDueOnTheFirstOfMarch() {
    assertThat(due(daily("UTC", 6, 0), "2028-02-29T12:00:00Z", "2028-03-01T12:00:00Z"))
        .containsExactly("2028-02-29T00:00:00Z to 2028-03-01T00:00:00Z by 2028-03-01T06:00:00Z");
  }

  @Test
  void whatArrivesAtTheDeadlineIsInTime() {
    Deadlines.Due due =
        daily("UTC", 6, 0)
            .of(daily("UTC", 6, 0).periods().of(Instant.parse("2026-11-20T12:00:00Z")));

    assertThat(due.isInTime(Instant.parse("2026-11-21T06:00:00Z"))).isTrue();
    assertThat(due.isInTime(Instant.parse("2026-11-21T06:00:00.001Z"))).isFalse();
  }

  @Test
  void dayThatNotEveryMonthHasIsNone() {
    Periods.Calendar months = new Periods.Calendar(CalendarUnit.MONTH, ZoneId.of("UTC"));
    assertThatThrownBy(() -> new Deadlines(months, LocalTime.NOON, 29))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
