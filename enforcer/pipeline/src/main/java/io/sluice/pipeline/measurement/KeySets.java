package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.Period;
import io.sluice.pipeline.delta.Delta;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The keys that were borne in each period of an indicator, as hashes: a union over partitions and
 * commits. In the store a key takes 17 bytes, in {@link Segments}; in memory are the periods that
 * were used of late, see {@link KeyTable}.
 */
final class KeySets {

  /** So many keys of a period are told apart; what comes beyond is left out. */
  static final int MOST = 5_000_000;

  private static final int RECORD = Delta.KeySet.HASH_BYTES + 1;
  private static final int IN_TIME = 0;
  private static final int LATE = 1;

  /** Since data of long ago can come at any time, a set is kept for a while after it was used. */
  private static final Duration AFTER_USE = Duration.ofDays(1);

  /** Out of memory it goes earlier: it can be read again. */
  private static final Duration IN_MEMORY_AFTER_USE = Duration.ofMinutes(30);

  /**
   * The keys of one period.
   *
   * @param inTime keys with a record that was in time
   * @param late keys whose records all were late
   * @param used when keys were added last
   * @param closed whether the keys have been dropped, so that none can be added
   */
  record Size(long inTime, long late, Instant used, boolean closed) {

    static final Size NONE = new Size(0, 0, Instant.EPOCH, false);

    long all() {
      return inTime + late;
    }

    static Size of(byte[] bytes) {
      Unpacker entry = new Unpacker(bytes);
      return new Size(entry.number(), entry.number(), entry.instant(), entry.flag());
    }

    byte[] bytes() {
      return new Packer().number(inTime).number(late).instant(used).flag(closed).bytes();
    }
  }

  /**
   * What became of keys.
   *
   * @param fresh those that the period had not yet
   * @param leftOut those that could not be told from others
   */
  record Added(long fresh, long leftOut) {}

  /**
   * How many members of a population a period had.
   *
   * @param of when it had so many keys in all
   * @param revision of the population
   * @param members of the population
   * @param inTime of them, those that were there in time
   * @param late those whose records all were late
   */
  record Among(Size of, long revision, long members, long inTime, long late) {}

  /** The keys of a period, in memory. */
  private static final class Loaded {
    private final KeyTable table = new KeyTable();
    private final Segments segments;

    Loaded(Drawer drawer) {
      segments =
          new Segments(
              drawer,
              RECORD,
              record -> {
                long high = record.getLong();
                long low = record.getLong();
                int number = record.get();
                int before = table.get(high, low);
                table.put(high, low, before == KeyTable.NONE ? number : Math.min(number, before));
              });
    }
  }

  private final Drawer keys;
  private final Drawer sizes;
  private final NavigableMap<Long, Size> byStart = new TreeMap<>();
  private final Map<Long, Loaded> loaded = new HashMap<>();
  private final Map<Long, Among> among = new HashMap<>();

  KeySets(Drawer drawer, String indicator) {
    this.keys = drawer.in("key").in(indicator);
    this.sizes = drawer.in("keys").in(indicator);
    sizes.visit(
        (start, size) -> {
          byStart.put(Drawer.number(start), Size.of(size));
          return true;
        });
  }

  /** How many keys a period has. */
  Size size(Period period) {
    return byStart.getOrDefault(period.start().toEpochMilli(), Size.NONE);
  }

  private Loaded loaded(Period period) {
    return loaded.computeIfAbsent(
        period.start().toEpochMilli(), start -> new Loaded(keys.in(start)));
  }

  /**
   * Adds keys to a period that is not closed.
   *
   * @param hashes one of them can stand more than once
   * @param late whether their records were late
   * @param now when the records were judged
   */
  Added add(Period period, ByteBuffer hashes, boolean late, Instant now) {
    Size size = size(period);
    Loaded set = loaded(period);
    long inTime = size.inTime();
    long lateOnes = size.late();
    long leftOut = 0;
    int number = late ? LATE : IN_TIME;
    ByteBuffer rest = hashes.duplicate();
    while (rest.remaining() >= Delta.KeySet.HASH_BYTES) {
      long high = rest.getLong();
      long low = rest.getLong();
      int had = set.table.get(high, low);
      if (had == KeyTable.NONE && set.table.size() >= MOST) {
        leftOut++;
      } else if (had == KeyTable.NONE || had > number) {
        set.table.put(high, low, number);
        set.segments.append(record(high, low, number));
        inTime += late ? 0 : 1;
        lateOnes += late ? 1 : had == LATE ? -1 : 0;
      }
    }
    set.segments.save();
    Instant used = now.isAfter(size.used()) ? now : size.used();
    put(period.start().toEpochMilli(), new Size(inTime, lateOnes, used, false));
    return new Added(inTime + lateOnes - size.all(), leftOut);
  }

  private static byte[] record(long high, long low, int number) {
    return ByteBuffer.allocate(RECORD).putLong(high).putLong(low).put((byte) number).array();
  }

  private void put(long start, Size size) {
    byStart.put(start, size);
    sizes.put(start, size.bytes());
  }

  /** How many members of a population a period has, or had when it was closed. */
  Among among(Period period, Members members) {
    Size size = size(period);
    long revision = members.revision();
    Among known = among.get(period.start().toEpochMilli());
    if (known == null || !known.of().equals(size) || known.revision() != revision) {
      known = count(period, size, revision, members);
      among.put(period.start().toEpochMilli(), known);
    }
    return known;
  }

  private Among count(Period period, Size size, long revision, Members members) {
    long[] all = new long[1];
    if (size.closed()) {
      members.visit((high, low) -> all[0]++);
      return new Among(size, revision, all[0], size.inTime(), size.late());
    }
    long[] had = new long[2];
    KeyTable table = size.all() == 0 ? new KeyTable() : loaded(period).table;
    members.visit(
        (high, low) -> {
          all[0]++;
          int number = table.get(high, low);
          if (number != KeyTable.NONE) {
            had[number]++;
          }
        });
    return new Among(size, revision, all[0], had[IN_TIME], had[LATE]);
  }

  /**
   * Visits the members of a population that a period has not, or has too late.
   *
   * @return how many members there are
   */
  long absentees(Period period, Members members, Members.Visitor visitor) {
    long[] all = new long[1];
    KeyTable table = size(period).all() == 0 ? new KeyTable() : loaded(period).table;
    members.visit(
        (high, low) -> {
          all[0]++;
          if (table.get(high, low) != IN_TIME) {
            visitor.visit(high, low);
          }
        });
    return all[0];
  }

  /** Whether the keys of the period that begins then have been dropped. */
  boolean isClosed(long start) {
    Size size = byStart.get(start);
    return size != null && size.closed();
  }

  /**
   * Drops the keys of old periods. How many they were stays known; where only some were of
   * interest, how many of those.
   *
   * @param oldest periods that begin before it are old
   * @param forgotten of periods that begin before it, nothing is kept
   */
  void sweep(Instant oldest, Instant forgotten, Instant now) {
    loaded.keySet().removeIf(start -> isUnused(start, now, IN_MEMORY_AFTER_USE));
    for (long start : List.copyOf(byStart.headMap(oldest.toEpochMilli(), false).keySet())) {
      if (isUnused(start, now, AFTER_USE)) {
        drop(start, byStart.getOrDefault(start, Size.NONE), forgotten);
      }
    }
  }

  private boolean isUnused(long start, Instant now, Duration time) {
    return byStart.getOrDefault(start, Size.NONE).used().plus(time).isBefore(now);
  }

  private void drop(long start, Size size, Instant forgotten) {
    if (!size.closed()) {
      keys.in(start).clear();
      loaded.remove(start);
      Among known = among.remove(start);
      put(
          start,
          known == null
              ? new Size(size.inTime(), size.late(), size.used(), true)
              : new Size(known.inTime(), known.late(), size.used(), true));
    }
    if (start < forgotten.toEpochMilli()) {
      byStart.remove(start);
      sizes.delete(start);
    }
  }
}
