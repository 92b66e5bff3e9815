package io.sluice.pipeline.sli;

import io.sluice.engine.observe.Observation;
import io.sluice.pipeline.delta.Delta.KeySet;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that records bore, by stretches of time, those that came late apart. */
final class KeySets {

  /** The keys of one stretch. */
  private static final class Borne {
    private final Hashes hashes = new Hashes();
    private long records;
  }

  private final Load load;
  private final Stretches stretches;
  private final List<@Nullable Borne> inTime = new ArrayList<>();
  private final List<@Nullable Borne> late = new ArrayList<>();

  KeySets(Load load) {
    this.load = load;
    stretches = new Stretches(load);
  }

  /**
   * Takes in a record's key, in the stretch that a division found.
   *
   * @param place of the key, which the record bears
   */
  void add(Division division, Observation seen, int place, long judged) {
    int number = stretches.of(division);
    if (number == inTime.size()) {
      inTime.add(null);
      late.add(null);
    }
    Borne borne = borne(division.isLate(judged) ? late : inTime, number);
    borne.records++;
    if (borne.hashes.add(seen.firstHalf(place), seen.secondHalf(place))) {
      load.grow(Load.KEY);
    }
  }

  private static Borne borne(List<@Nullable Borne> sets, int number) {
    Borne known = sets.get(number);
    if (known != null) {
      return known;
    }
    Borne made = new Borne();
    sets.set(number, made);
    return made;
  }

  /** What was taken in, under the id of an indicator. */
  void addTo(String indicator, List<KeySet> to) {
    for (int number = 0; number < stretches.size(); number++) {
      add(indicator, number, false, inTime.get(number), to);
      add(indicator, number, true, late.get(number), to);
    }
  }

  private void add(
      String indicator, int number, boolean isLate, @Nullable Borne borne, List<KeySet> to) {
    if (borne == null) {
      return;
    }
    // Records that repeat a key stay with the first piece.
    long repeating = borne.records - borne.hashes.size();
    for (ByteBuffer hashes : borne.hashes.bytes()) {
      to.add(
          new KeySet(
              indicator,
              Instant.ofEpochMilli(stretches.start(number)),
              Instant.ofEpochMilli(stretches.end(number)),
              isLate,
              repeating + hashes.remaining() / KeySet.HASH_BYTES,
              hashes));
      repeating = 0;
    }
  }

  void clear() {
    stretches.clear();
    inTime.clear();
    late.clear();
  }
}
