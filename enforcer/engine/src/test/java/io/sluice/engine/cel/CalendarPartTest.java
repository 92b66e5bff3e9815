package io.sluice.engine.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalendarPartTest {

  @Test
  void everyDayOfEightCenturiesIsAsJavaHasIt() {
    LocalDate last = LocalDate.of(2400, 12, 31);
    for (LocalDate day = LocalDate.of(1600, 1, 1); !day.isAfter(last); day = day.plusDays(1)) {
      hold(day.atStartOfDay());
    }
  }

  @Test
  void anySecondThatTimestampsHaveIsAsJavaHasIt() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      long second = random.nextLong(Moments.FIRST_SECOND, Moments.LAST_SECOND + 1);
      hold(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }
  }

  private static void hold(LocalDateTime time) {
    assertThat(read(CalendarPart.FULL_YEAR, time)).as("%s", time).isEqualTo(time.getYear());
    assertThat(read(CalendarPart.MONTH, time)).as("%s", time).isEqualTo(time.getMonthValue() - 1);
    assertThat(read(CalendarPart.DATE, time)).as("%s", time).isEqualTo(time.getDayOfMonth());
    assertThat(read(CalendarPart.DAY_OF_MONTH, time))
        .as("%s", time)
        .isEqualTo(time.getDayOfMonth() - 1);
    assertThat(read(CalendarPart.DAY_OF_WEEK, time))
        .as("%s", time)
        .isEqualTo(time.getDayOfWeek().getValue() % 7);
    assertThat(read(CalendarPart.DAY_OF_YEAR, time))
        .as("%s", time)
        .isEqualTo(time.getDayOfYear() - 1);
    assertThat(read(CalendarPart.HOURS, time)).as("%s", time).isEqualTo(time.getHour());
    assertThat(read(CalendarPart.MINUTES, time)).as("%s", time).isEqualTo(time.getMinute());
    assertThat(read(CalendarPart.SECONDS, time)).as("%s", time).isEqualTo(time.getSecond());
  }

  private static long read(CalendarPart part, LocalDateTime time) {
    return part.ofTimestamp(time.toEpochSecond(ZoneOffset.UTC));
  }
}
