package io.sluice.engine.objective;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Figures as people read them. */
public final class Sentences {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Sentences() {}

  /** A length of time in the largest unit that it is a whole number of, or to the second. */
  public static String of(Duration length) {
    long seconds = length.toSeconds();
    if (seconds == 0) {
      return length.toMillis() + " ms";
    } else if (seconds % DAY == 0) {
      return seconds / DAY + " d";
    } else if (seconds % HOUR == 0) {
      return seconds / HOUR + " h";
    } else if (seconds % MINUTE == 0) {
      return seconds / MINUTE + " min";
    }
    return seconds + " s";
  }

  /** A number with as many digits as it needs, at most two after the point, rounded down. */
  static String of(BigDecimal number) {
    BigDecimal shown = number.setScale(Math.min(2, Math.max(0, number.scale())), RoundingMode.DOWN);
    return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
  }
}
