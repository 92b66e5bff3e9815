package io.sluice.engine.observe;

import io.sluice.engine.cel.Layout;
import io.sluice.engine.cel.Varints;
import io.sluice.engine.walk.Trial;
import io.sluice.engine.walk.Walk;
import java.util.List;

/**
 * A way from a value in the bytes to what is observed there. Mirrors how the writer's bytes lie,
 * which the walk has found sound: nothing is checked again. Where the way ends early, at a null or
 * at a type that the contract does not have, nothing is noted. Immutable and safe to share between
 * threads.
 */
public sealed interface Sight permits Sight.Inner, KeyPart, EventTime {

  /**
   * Notes what is there.
   *
   * @param at where the value starts, the index of its union's branch included
   */
  void see(Walk walk, int at, Observation into);

  /** What all kinds of observations have in common: the way. */
  sealed interface Inner extends Sight {}

  /** Nothing to be seen. */
  record Nothing() implements Inner {
    @Override
    public void see(Walk walk, int at, Observation into) {}
  }

  /**
   * A field of a record that does not stand at the root.
   *
   * @param place of the field, among those that the writer has
   */
  record Field(Layout.Fields record, int place, Sight sight) implements Inner {
    @Override
    public void see(Walk walk, int at, Observation into) {
      sight.see(walk, record.start(walk.bytes(), at, place), into);
    }
  }

  /** The value of a union, by its branch. */
  record Branches(List<Sight> branches) implements Inner {
    public Branches {
      branches = List.copyOf(branches);
    }

    @Override
    public void see(Walk walk, int at, Observation into) {
      byte[] bytes = walk.bytes();
      branches.get((int) Varints.read(bytes, at)).see(walk, Varints.end(bytes, at), into);
    }
  }

  /**
   * A union as it is written, where it is not null.
   *
   * @param nulls of each branch, whether it is null
   */
  record UnlessNull(List<Boolean> nulls, Sight sight) implements Inner {
    public UnlessNull {
      nulls = List.copyOf(nulls);
    }

    @Override
    public void see(Walk walk, int at, Observation into) {
      if (!nulls.get((int) Varints.read(walk.bytes(), at))) {
        sight.see(walk, at, into);
      }
    }
  }

  /** A field that the writer lacks: the contract's default stands in, as the contract has it. */
  final class OfDefault implements Inner {
    private final byte[] value;
    private final Sight sight;

    public OfDefault(byte[] value, Sight sight) {
      this.value = value;
      this.sight = sight;
    }

    @Override
    public void see(Walk walk, int at, Observation into) {
      byte[] record = walk.standIn(value);
      try {
        sight.see(walk, 0, into);
      } finally {
        walk.standIn(record);
      }
    }
  }

  /** A value of which it is enough that it is there. */
  record Presence(int place) implements Inner {
    @Override
    public void see(Walk walk, int at, Observation into) {
      into.mark(place, true);
    }
  }

  /** A value that is held to something. */
  record Tried(int place, Trial trial) implements Inner {
    @Override
    public void see(Walk walk, int at, Observation into) {
      into.mark(place, trial.passes(walk, at));
    }
  }
}
