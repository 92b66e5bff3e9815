package io.sluice.engine.objective;

import java.util.Arrays;

/**
 * What was judged on one UTC day, by the minute or, of days long past, by the quarter of an hour,
 * which divides the days of every zone.
 *
 * <p>Its bytes are those of a store: the minutes of a bucket, then for each bucket that holds
 * something, as variable-length numbers, how many empty ones lie before it, its total, and how many
 * of them were bad. A bucket of up to 127 takes 3 bytes and one of up to 16,383 takes 4, so a busy
 * day takes some 6 KB by the minute and 400 bytes by the quarter of an hour.
 */
final class DayCounts {

  static final int MINUTES = 24 * 60;

  private static final int QUARTER = 15;
  private static final int MOST_BYTES_OF_A_NUMBER = 10;

  private final int bucketMinutes;
  private final long[] totals;
  private final long[] bads;

  private DayCounts(int bucketMinutes) {
    this.bucketMinutes = bucketMinutes;
    this.totals = new long[MINUTES / bucketMinutes];
    this.bads = new long[MINUTES / bucketMinutes];
  }

  /** A day without counts, by the minute. */
  static DayCounts byTheMinute() {
    return new DayCounts(1);
  }

  /**
   * Reads the bytes of a store.
   *
   * @throws IllegalArgumentException where they are not those of a day
   */
  static DayCounts of(byte[] bytes) {
    DayCounts day = new DayCounts(bucketMinutes(bytes));
    Buckets buckets = new Buckets(bytes);
    while (buckets.next()) {
      day.add(buckets.minute(), buckets.total, buckets.bad);
    }
    return day;
  }

  /**
   * Counts what was judged, in the bucket of a minute.
   *
   * @param minute of the day
   */
  void add(int minute, long total, long bad) {
    int bucket = minute / bucketMinutes;
    totals[bucket] = Math.addExact(totals[bucket], total);
    bads[bucket] = Math.addExact(bads[bucket], bad);
  }

  /** This and another day together, by the coarser buckets of the two. */
  DayCounts and(DayCounts other) {
    DayCounts both = new DayCounts(Math.max(bucketMinutes, other.bucketMinutes));
    both.addAll(this);
    both.addAll(other);
    return both;
  }

  /** The same by the quarter of an hour. */
  DayCounts coarse() {
    DayCounts coarse = new DayCounts(QUARTER);
    coarse.addAll(this);
    return coarse;
  }

  private void addAll(DayCounts other) {
    for (int bucket = 0; bucket < other.totals.length; bucket++) {
      add(bucket * other.bucketMinutes, other.totals[bucket], other.bads[bucket]);
    }
  }

  /** The bytes of a store. */
  byte[] bytes() {
    byte[] bytes = new byte[MOST_BYTES_OF_A_NUMBER * (3 * totals.length + 1)];
    int end = put(bytes, 0, bucketMinutes);
    int next = 0;
    for (int bucket = 0; bucket < totals.length; bucket++) {
      if (totals[bucket] > 0) {
        end = put(bytes, end, bucket - next);
        end = put(bytes, end, totals[bucket]);
        end = put(bytes, end, bads[bucket]);
        next = bucket + 1;
      }
    }
    return Arrays.copyOf(bytes, end);
  }

  private static int put(byte[] bytes, int start, long number) {
    int at = start;
    long rest = number;
    while (rest > 0x7f) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    return at;
  }

  static boolean isByTheMinute(byte[] bytes) {
    return bucketMinutes(bytes) == 1;
  }

  private static int bucketMinutes(byte[] bytes) {
    int minutes = bytes.length == 0 ? 0 : bytes[0];
    if (minutes != 1 && minutes != QUARTER) {
      throw broken(bytes);
    }
    return minutes;
  }

  /**
   * The sum of the buckets that begin in a part of the day, from the bytes of a store.
   *
   * @param from its first minute
   * @param until the minute after its last
   */
  static Counts sum(byte[] bytes, int from, int until) {
    Buckets buckets = new Buckets(bytes);
    long total = 0;
    long bad = 0;
    while (buckets.next() && buckets.minute() < until) {
      if (buckets.minute() >= from) {
        total = Math.addExact(total, buckets.total);
        bad = Math.addExact(bad, buckets.bad);
      }
    }
    return new Counts(total - bad, total);
  }

  private static IllegalArgumentException broken(byte[] bytes) {
    return new IllegalArgumentException("not the counts of a day: " + bytes.length + " bytes");
  }

  /** Goes through the buckets that hold something. */
  private static final class Buckets {

    private final byte[] bytes;
    private final int minutes;
    private int at = 1;
    private int bucket = -1;
    private long total;
    private long bad;

    Buckets(byte[] bytes) {
      this.bytes = bytes;
      this.minutes = bucketMinutes(bytes);
    }

    /** Goes to the next one; false where there is none. */
    boolean next() {
      if (at == bytes.length) {
        return false;
      }
      long gap = number();
      total = number();
      bad = number();
      if (gap >= MINUTES / minutes - bucket - 1 || bad > total) {
        throw broken(bytes);
      }
      bucket += (int) gap + 1;
      return true;
    }

    int minute() {
      return bucket * minutes;
    }

    private long number() {
      long number = 0;
      for (int shift = 0; shift < 63 && at < bytes.length; shift += 7) {
        byte part = bytes[at++];
        number |= (long) (part & 0x7f) << shift;
        if (part >= 0) {
          return number;
        }
      }
      throw broken(bytes);
    }
  }
}
