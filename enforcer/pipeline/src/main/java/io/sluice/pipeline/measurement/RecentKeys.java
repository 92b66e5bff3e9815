package io.sluice.pipeline.measurement;

import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.measurement.KeySets.Added;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * When each key of an indicator was borne last, to the minute, to tell whether one comes again
 * within a length of time. In the store a key takes 20 bytes for each hour that it is borne in, in
 * {@link Segments}; see {@link KeyTable} for memory.
 */
final class RecentKeys {

  private static final int RECORD = Delta.KeySet.HASH_BYTES + Integer.BYTES;
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;

  private final Drawer keys;
  private final long withinMinutes;
  private final KeyTable table = new KeyTable();
  private final NavigableMap<Long, Segments> hours = new TreeMap<>();

  RecentKeys(Drawer drawer, String indicator, Duration within) {
    this.keys = drawer.in("recent").in(indicator);
    this.withinMinutes = within.toMinutes();
    List<Long> there = new ArrayList<>();
    keys.visit(
        (key, value) -> {
          long hour = Drawer.number(key);
          if (there.isEmpty() || there.getLast() != hour) {
            there.add(hour);
          }
          return true;
        });
    there.forEach(this::hour);
  }

  private Segments hour(long hour) {
    return hours.computeIfAbsent(
        hour,
        h ->
            new Segments(
                keys.in(h),
                RECORD,
                record -> {
                  long high = record.getLong();
                  long low = record.getLong();
                  table.put(high, low, Math.max(record.getInt(), table.get(high, low)));
                }));
  }

  /**
   * Adds keys.
   *
   * @param at when they were borne
   */
  Added add(Instant at, ByteBuffer hashes) {
    int minute = Math.max(0, (int) (at.getEpochSecond() / MINUTE));
    Segments segments = hour(minute * MINUTE / HOUR);
    long fresh = 0;
    long leftOut = 0;
    ByteBuffer rest = hashes.duplicate();
    while (rest.remaining() >= Delta.KeySet.HASH_BYTES) {
      long high = rest.getLong();
      long low = rest.getLong();
      int last = table.get(high, low);
      if (last == KeyTable.NONE && table.size() >= KeySets.MOST) {
        leftOut++;
        continue;
      }
      // What happened before and comes later is as much of a duplicate.
      fresh += last == KeyTable.NONE || Math.abs(minute - last) > withinMinutes ? 1 : 0;
      if (last < minute) {
        table.put(high, low, minute);
        segments.append(
            ByteBuffer.allocate(RECORD).putLong(high).putLong(low).putInt(minute).array());
      }
    }
    segments.save();
    return new Added(fresh, leftOut);
  }

  /** Drops keys that were not borne for long. */
  void sweep(Instant now) {
    long oldest = (now.getEpochSecond() / MINUTE - withinMinutes) * MINUTE / HOUR - 24;
    List<Long> old = List.copyOf(hours.headMap(oldest, false).keySet());
    for (long hour : old) {
      hours.remove(hour);
      List<byte[]> dropped = new ArrayList<>();
      keys.in(hour)
          .visit(
              (key, value) -> {
                dropped.add(key);
                return true;
              });
      dropped.forEach(keys.in(hour)::delete);
    }
    if (!old.isEmpty()) {
      table.retain(minute -> minute * MINUTE / HOUR >= oldest);
    }
  }
}
