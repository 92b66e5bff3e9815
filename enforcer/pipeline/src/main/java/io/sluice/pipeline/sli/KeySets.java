package io.sluice.pipeline.sli;

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

  private final Division division;
  private final Load load;
  private final Stretches stretches;
  private final List<@Nullable Borne> inTime = new ArrayList<>();
  private final List<@Nullable Borne> late = new ArrayList<>();
  private @Nullable Borne borne;
  private long judged;

  KeySets(Division division, Load load) {
    this.division = division;
    this.load = load;
    stretches = new Stretches(load);
  }

  /**
   * Keys that follow are of the stretch that the division has found.
   *
   * @param judged when their records were judged
   */
  void begin(long judged) {
    // Looked up for the first key: a stretch without keys is none.
    borne = null;
    this.judged = judged;
  }

  /** Takes in a record's key, by the halves of its hash. */
  void add(long first, long second) {
    Borne to = borne;
    if (to == null) {
      to = find();
      borne = to;
    }
    to.records++;
    if (to.hashes.add(first, second)) {
      load.addKey();
    }
  }

  private Borne find() {
    int number = stretches.of(division);
    if (number == inTime.size()) {
      inTime.add(null);
      late.add(null);
    }
    return borne(division.isLate(judged) ? late : inTime, number);
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
    borne = null;
    stretches.clear();
    inTime.clear();
    late.clear();
  }
}
