package io.sluice.cli.letter;

/**
 * Offsets of a partition.
 *
 * @param begin the first
 * @param end behind the last
 */
public record Span(long begin, long end) {

  /** All offsets that there can be. */
  public static final Span EVERYTHING = new Span(0, Long.MAX_VALUE);

  boolean contains(long offset) {
    return begin <= offset && offset < end;
  }

  boolean isEmpty() {
    return end <= begin;
  }

  Span within(Span other) {
    return new Span(Math.max(begin, other.begin), Math.min(end, other.end));
  }
}
