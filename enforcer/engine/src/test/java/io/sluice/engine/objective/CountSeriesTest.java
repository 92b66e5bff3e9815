package io.sluice.engine.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountSeriesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");

  private static Period period(String start, String end) {
    return new Period(Instant.parse(start), Instant.parse(end));
  }

  @Test
  void sumOfAPeriodHasItsStartAndNotItsEnd() {
    CountSeries series = new CountSeries();
    series.add(Instant.parse("2026-11-20T23:59:59.999Z"), new Counts(1, 1));
    series.add(Instant.parse("2026-11-21T00:00:00Z"), new Counts(10, 20));
    series.add(Instant.parse("2026-11-21T23:59:59Z"), new Counts(100, 300));
    series.add(Instant.parse("2026-11-22T00:00:00Z"), new Counts(1000, 1000));

    assertThat(series.sum(period("2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z")))
        .isEqualTo(new Counts(110, 320));
    assertThat(series.sum(period("2026-11-21T23:59:00Z", "2026-11-22T00:01:00Z")))
        .isEqualTo(new Counts(1100, 1300));
    assertThat(series.sum(period("2026-11-21T00:01:00Z", "2026-11-21T23:59:00Z")))
        .isEqualTo(Counts.NONE);
    assertThat(series.sum(period("2026-11-19T00:00:00Z", "2026-11-30T00:00:00Z")))
        .isEqualTo(new Counts(1111, 1321));
  }

  @Test
  void lastMinutesAreWholeOnes() {
    CountSeries series = new CountSeries();
    series.add(Instant.parse("2026-11-21T12:29:00Z"), new Counts(1, 1));
    series.add(Instant.parse("2026-11-21T12:33:59Z"), new Counts(1, 1));
    series.add(Instant.parse("2026-11-21T12:34:00Z"), new Counts(1, 1));

    assertThat(series.sumOfLast(Duration.ofMinutes(5), NOW)).isEqualTo(new Counts(2, 2));
  }

  /** Against a plain list of what was added, by the minute and after ageing. */
  @Test
  void sumsAreThoseOfAllThatWasAdded() {
    Random random = new Random(17);
    CountSeries series = new CountSeries();
    CountSeries other = new CountSeries();
    NavigableMap<Instant, Counts> all = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      Instant at = NOW.minusSeconds(random.nextInt(30 * 86_400));
      long total = random.nextInt(1, 300);
      Counts counts = new Counts(total - random.nextInt((int) Math.min(total, 3)), total);
      (i % 2 == 0 ? series : other).add(at, counts);
      all.merge(at, counts, Counts::plus);
    }
    series.add(other);
    check(series, all, random, ChronoUnit.MINUTES);

    series.age(NOW, Duration.ofDays(90));

    check(series, all, random, null);
    Instant recent = NOW.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3));
    Period newest = new Period(recent.plusSeconds(60), NOW.truncatedTo(ChronoUnit.MINUTES));
    assertThat(series.sum(newest)).isEqualTo(sum(all, newest));
    CountSeries read = new CountSeries();
    series.days().forEach(read::add);
    assertThat(read.days()).usingRecursiveComparison().isEqualTo(series.days());
    read.add(series);
    assertThat(read.sum(newest)).isEqualTo(series.sum(newest).plus(series.sum(newest)));
  }

  private static void check(
      CountSeries series,
      NavigableMap<Instant, Counts> all,
      Random random,
      @Nullable ChronoUnit unit) {
    for (int i = 0; i < 100; i++) {
      Period period =
          unit == null
              // What zones divide time into is whole quarters of an hour.
              ? new Periods.Calendar(
                      CalendarUnit.DAY, 1 + random.nextInt(9), ZoneId.of("Asia/Kathmandu"))
                  .of(NOW.minusSeconds(random.nextInt(30 * 86_400)))
              : new Period(
                  NOW.minusSeconds(1 + random.nextInt(30 * 86_400)).truncatedTo(unit),
                  NOW.plusSeconds(random.nextInt(86_400)).truncatedTo(unit));
      assertThat(series.sum(period)).isEqualTo(sum(all, period));
    }
  }

  private static Counts sum(NavigableMap<Instant, Counts> all, Period period) {
    return all.subMap(period.start(), true, period.end(), false).values().stream()
        .reduce(Counts.NONE, Counts::plus);
  }

  @Test
  void ageingDropsWhatIsTooOldAndCoarsensWhatIsOld() {
    CountSeries series = new CountSeries();
    for (int day = 0; day < 120; day++) {
      series.add(NOW.minus(Duration.ofDays(day)), new Counts(1, 1));
    }

    series.age(NOW, Duration.ofDays(90));

    assertThat(series.days()).hasSize(91);
    assertThat(series.days().values()).filteredOn(DayCounts::isByTheMinute).hasSize(4);
  }

  @Test
  void lateCountsOfAnOldDayJoinIt() {
    CountSeries series = new CountSeries();
    Instant old = NOW.minus(Duration.ofDays(20));
    series.add(old, new Counts(1, 1));
    series.age(NOW, Duration.ofDays(90));

    series.add(old.plusSeconds(60), new Counts(1, 2));

    assertThat(series.sumOfLast(Duration.ofDays(30), NOW)).isEqualTo(new Counts(2, 3));
  }

  /** What the documentation of the classes states. */
  @Test
  void bytesOfABusyIndicatorAreAsStated() {
    CountSeries series = new CountSeries();
    Random random = new Random(5);
    Instant first = NOW.minus(Duration.ofDays(90));
    for (Instant at = first; at.isBefore(NOW); at = at.plusSeconds(60)) {
      long total = random.nextInt(1000, 16_000);
      series.add(at, new Counts(total - random.nextInt(10), total));
    }
    assertThat(series.days().lastEntry().getValue().length).isLessThan(6_000);
    series.age(NOW, Duration.ofDays(90));

    int bytes = series.days().values().stream().mapToInt(day -> day.length).sum();
    int oldDay = series.days().firstEntry().getValue().length;

    assertThat(bytes).isBetween(50_000, 70_000);
    assertThat(oldDay).isLessThan(600);
  }

  @Test
  void bytesThatAreNoDayAreRefused() {
    for (byte[] bytes :
        new byte[][] {
          {}, {2}, {0}, {1, 0}, {1, 0, 1}, {1, 0, 1, 2}, {15, 96, 1, 0}, {1, (byte) 0x80}
        }) {
      assertThatThrownBy(() -> DayCounts.of(bytes)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(DayCounts.of(new byte[] {1}).bytes()).isEqualTo(new byte[] {1});
  }
}
