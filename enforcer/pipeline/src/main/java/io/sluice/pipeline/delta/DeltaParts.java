package io.sluice.pipeline.delta;

import io.sluice.pipeline.delta.Delta.Bucket;
import io.sluice.pipeline.delta.Delta.IndicatorCounts;
import io.sluice.pipeline.delta.Delta.KeySet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes a delta apart that is too large for one record, so that every part fits into one of the
 * producer's batches, whose memory is there already, and passes a topic of Kafka's default {@code
 * max.message.bytes}. The first part alone has outcomes, event times and the times of judging;
 * counts and keys add up.
 */
public final class DeltaParts {

  /** What counts and keys may take of a record, about: the rest is a few hundred bytes. */
  private static final int MOST_BYTES = 120 * 1024;

  /** What a bucket or a hash set takes at most, besides its hashes and the id of its indicator. */
  private static final int ENTRY_BYTES = 60;

  private final int most;
  private final List<List<IndicatorCounts>> counts = new ArrayList<>();
  private final List<List<KeySet>> keys = new ArrayList<>();
  private int taken;

  private DeltaParts(int most) {
    this.most = most;
    begin();
  }

  /** The delta itself, or its parts in their order. */
  public static List<Delta> of(Delta delta) {
    return of(delta, MOST_BYTES);
  }

  static List<Delta> of(Delta delta, int mostBytes) {
    DeltaParts parts = new DeltaParts(mostBytes);
    delta.counts().forEach(parts::add);
    delta.keys().forEach(parts::add);
    int count = parts.counts.size();
    List<Delta> deltas = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      boolean isFirst = part == 0;
      deltas.add(
          new Delta(
              delta.coverage().asPart(part, count),
              isFirst ? delta.judged() : null,
              isFirst ? delta.outcomes() : Map.of(),
              isFirst ? delta.events() : List.of(),
              parts.counts.get(part),
              parts.keys.get(part)));
    }
    return deltas;
  }

  private void begin() {
    counts.add(new ArrayList<>());
    keys.add(new ArrayList<>());
    taken = 0;
  }

  /** How many entries of a size the part has room for, beginning with another one if need be. */
  private int room(int fixed, int size) {
    if (taken > 0 && taken + fixed + size > most) {
      begin();
    }
    return Math.max(1, (most - taken - fixed) / size);
  }

  private void add(IndicatorCounts indicator) {
    int fixed = 4 * (indicator.indicator().length() + indicator.sli().length());
    List<Bucket> rest = indicator.buckets();
    while (!rest.isEmpty()) {
      int count = Math.min(room(fixed, ENTRY_BYTES), rest.size());
      counts
          .getLast()
          .add(new IndicatorCounts(indicator.indicator(), indicator.sli(), rest.subList(0, count)));
      taken += fixed + count * ENTRY_BYTES;
      rest = rest.subList(count, rest.size());
    }
  }

  /** Records that bore a key that stands in another part stay with the first of them. */
  private void add(KeySet set) {
    int fixed = 4 * set.indicator().length() + ENTRY_BYTES;
    int first = 0;
    while (first < set.size()) {
      int count = Math.min(room(fixed, KeySet.HASH_BYTES), set.size() - first);
      ByteBuffer hashes =
          set.hashes()
              .slice(
                  set.hashes().position() + first * KeySet.HASH_BYTES, count * KeySet.HASH_BYTES);
      long records = first == 0 ? set.records() - set.size() + count : count;
      keys.getLast()
          .add(new KeySet(set.indicator(), set.start(), set.end(), set.late(), records, hashes));
      taken += fixed + count * KeySet.HASH_BYTES;
      first += count;
    }
  }
}
