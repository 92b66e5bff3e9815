package io.sluice.engine.text;

/**
 * A point in time as a text names it, or on the clock, or a day.
 *
 * @param second since 1970-01-01T00:00:00Z, or since midnight for times; days likewise, in seconds
 * @param fraction twice the nanoseconds beyond it, and one more where the text is finer than these
 */
public record Moment(long second, long fraction) implements Comparable<Moment> {

  @Override
  public int compareTo(Moment other) {
    return compare(second, fraction, other);
  }

  /** In whole milliseconds; what is finer counts as the one that it is in. */
  static long millis(long second, long fraction) {
    return second * 1_000 + fraction / 2_000_000;
  }

  static int compare(long second, long fraction, Moment other) {
    return second == other.second
        ? Long.compare(fraction, other.fraction)
        : Long.compare(second, other.second);
  }
}
