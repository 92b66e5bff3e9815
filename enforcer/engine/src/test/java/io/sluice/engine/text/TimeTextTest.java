package io.sluice.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTextTest {

  private static final long FIRST = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;
  private static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay() * 86_400 + 86_399;

  private static int compare(TimeText time, String left, String right) {
    byte[] bytes = (" " + left).getBytes(StandardCharsets.UTF_8);
    assertThat(time.holds(bytes, 1, bytes.length - 1)).as(left).isTrue();
    return Integer.signum(time.compare(bytes, 1, bytes.length - 1, time.parse(right)));
  }

  @Test
  void timestampsNameTheMomentsThatJavaReads() {
    TimeText time = new TimeText.Iso(TimeText.Kind.TIMESTAMP);
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(random.nextLong(FIRST, LAST), random.nextInt(1_000_000_000));
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-600, 600));
      if (instant.atOffset(offset).getYear() < 0 || instant.atOffset(offset).getYear() > 9999) {
        continue;
      }
      String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(offset));
      if (text.length() < 25 && !text.endsWith("Z")) {
        // Java leaves out seconds of zero.
        continue;
      }
      assertThat(time.parse(text))
          .as(text)
          .isEqualTo(new Moment(instant.getEpochSecond(), 2L * instant.getNano()));
    }
  }

  @Test
  void everyDayHasTheNumberThatJavaGivesIt() {
    TimeText date = new TimeText.Iso(TimeText.Kind.DATE);
    for (long day = FIRST / 86_400; day <= LAST / 86_400; day += 7) {
      assertThat(date.parse(LocalDate.ofEpochDay(day).toString()).second()).isEqualTo(day * 86_400);
    }
  }

  @Test
  void momentsCompareAsTheyAreWrittenHoweverFine() {
    TimeText time = new TimeText.Iso(TimeText.Kind.TIME);
    assertThat(compare(time, "06:00:00.1", "06:00:00.10")).isZero();
    assertThat(compare(time, "06:00:00.1000000001", "06:00:00.1")).isPositive();
    assertThat(compare(time, "05:59:59.9999999999", "06:00:00")).isNegative();
    assertThat(compare(time, "07:00:00+01:00", "06:00:00Z")).isZero();
    assertThat(compare(time, "00:30:00+01:00", "00:00:00")).isNegative();
  }

  @Test
  void patternsAreHeldToTheCalendar() {
    TimeText date = PatternedTime.of("yyyy-MM-dd", TimeText.Kind.DATE);
    TimeText stamp = PatternedTime.of("yyyy-MM-dd HH:mm:ss", TimeText.Kind.TIMESTAMP);
    TimeText quoted = PatternedTime.of("'year' yyyy MM dd", TimeText.Kind.DATE);

    assertThat(date.parse("2024-02-29").second())
        .isEqualTo(LocalDate.of(2024, 2, 29).toEpochDay() * 86_400);
    assertThatThrownBy(() -> date.parse("2023-02-29")).isInstanceOf(DateTimeException.class);
    assertThat(stamp.parse("1970-01-01 00:00:01")).isEqualTo(new Moment(1, 0));
    assertThat(quoted.parse("year 1970 01 02").second()).isEqualTo(86_400);
    assertThat(PatternedTime.of("HH:mm", TimeText.Kind.TIME).parse("06:00").second())
        .isEqualTo(LocalTime.of(6, 0).toSecondOfDay());
    assertThat(
            PatternedTime.of("yyyy-MM-dd HH:mmXXX", TimeText.Kind.TIMESTAMP)
                .parse("1970-01-01 01:00+01:00"))
        .isEqualTo(new Moment(0, 0));
  }

  @Test
  void patternsThatSayTooLittleAreRefused() {
    assertThatThrownBy(() -> PatternedTime.of("yyyy-MM", TimeText.Kind.DATE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PatternedTime.of("yyyy-MM-dd", TimeText.Kind.TIMESTAMP))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PatternedTime.of("bogus", TimeText.Kind.DATE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
