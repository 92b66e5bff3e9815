package io.sluice.engine.rewrite;

import io.sluice.engine.cel.Layout;
import io.sluice.engine.cel.Varints;
import io.sluice.engine.walk.LittleEndian;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one value of a writer's record as the product has it. Mirrors how the writer's bytes lie,
 * which the walk has found sound: nothing is checked again. Immutable once built, and shared by all
 * threads.
 */
public sealed interface Part permits Part.Inner, MaskedText, MaskedBytes, MaskedNumber {

  /**
   * Writes a value.
   *
   * @param in hold the record
   * @param at where the value starts
   * @return where it ends
   */
  int write(Rewriting out, byte[] in, int at);

  /**
   * Whether it writes anything but what is there.
   *
   * @param seen the records that have been asked: a schema may hold itself
   */
  default boolean changes(Set<Part> seen) {
    return true;
  }

  /** The parts that are no masks of single values. */
  sealed interface Inner extends Part {}

  /** A value as it is. */
  record Kept(Layout written) implements Inner {
    @Override
    public int write(Rewriting out, byte[] in, int at) {
      int end = written.end(in, at);
      out.keep(at, end);
      return end;
    }

    @Override
    public boolean changes(Set<Part> seen) {
      return false;
    }
  }

  /** The same bytes, whatever the value. */
  record Constant(Layout written, Literal value) implements Inner {
    @Override
    public int write(Rewriting out, byte[] in, int at) {
      value.write(out);
      return written.end(in, at);
    }
  }

  /**
   * A value that is masked by a key of the person whom the record is about.
   *
   * @param subject the place of who that is among those of {@link KeyNames#subjects()}
   * @param masked writes what stands for it
   * @param forgotten writes it where that person has no key any more
   */
  record Personal(int subject, Part masked, Part forgotten) implements Inner {
    @Override
    public int write(Rewriting out, byte[] in, int at) {
      return (out.isForgotten(subject) ? forgotten : masked).write(out, in, at);
    }
  }

  /** A value that the walk lets nobody have: a record with it has been found to violate. */
  record Never() implements Inner {
    @Override
    public int write(Rewriting out, byte[] in, int at) {
      throw new IllegalStateException("a record that violates its contract has no product");
    }

    @Override
    public boolean changes(Set<Part> seen) {
      return false;
    }
  }

  /**
   * A branch of a union, or a value that becomes one.
   *
   * @param index what to write before the value; null for the index that is there
   */
  record Branch(@Nullable Literal index, Part value) implements Inner {
    @Override
    public int write(Rewriting out, byte[] in, int at) {
      if (index != null) {
        index.write(out);
      }
      return value.write(out, in, at);
    }

    @Override
    public boolean changes(Set<Part> seen) {
      return index != null || value.changes(seen);
    }
  }

  /** The value of a union, by its branch. */
  record Branches(List<Branch> branches) implements Inner {
    public Branches {
      branches = List.copyOf(branches);
    }

    @Override
    public int write(Rewriting out, byte[] in, int at) {
      Branch branch = branches.get((int) Varints.read(in, at));
      int value = Varints.end(in, at);
      if (branch.index() == null) {
        out.keep(at, value);
      }
      return branch.write(out, in, value);
    }

    @Override
    public boolean changes(Set<Part> seen) {
      return branches.stream().anyMatch(branch -> branch.changes(seen));
    }
  }

  /**
   * An array, or a map: its blocks as they are, but without the sizes, which may no longer be
   * right.
   *
   * @param key of each entry of a map; null for an array
   * @param leastBytes that an item takes in the record
   */
  record Blocks(@Nullable Part key, Part item, int leastBytes) implements Inner {
    @Override
    public int write(Rewriting out, byte[] in, int at) {
      int next = at;
      while (true) {
        long count = Varints.read(in, next);
        int first = Varints.end(in, next);
        if (count < 0) {
          out.putWhole(-count);
          first = Varints.end(in, first);
        } else {
          out.keep(next, first);
        }
        next = first;
        if (count == 0) {
          return next;
        }
        for (long i = Math.abs(count); i > 0; i--) {
          if (key != null) {
            next = key.write(out, in, next);
          }
          next = item.write(out, in, next);
        }
      }
    }

    @Override
    public boolean changes(Set<Part> seen) {
      return item.changes(seen) || (key != null && key.changes(seen));
    }
  }

  /** A record. Its fields are set once, later: a schema may hold itself. */
  final class Fields implements Inner {

    /** A field of what is written. */
    public sealed interface Move {

      /**
       * One that the writer has.
       *
       * @param place among the writer's
       */
      record Written(int place, Part part) implements Move {}

      /** One that it lacks. */
      record Given(Literal value) implements Move {}
    }

    private Layout[] written = new Layout[0];
    private Move[] moves = new Move[0];

    /**
     * Sets the fields.
     *
     * @param layouts those of the writer, in its order
     * @param fields those that are written, in their order
     */
    public void set(List<Layout> layouts, List<Move> fields) {
      written = layouts.toArray(Layout[]::new);
      moves = fields.toArray(Move[]::new);
    }

    /** The fields that are written, in their order. */
    public List<Move> moves() {
      return List.of(moves);
    }

    /** How much longer such a record may become. */
    public Growth growth() {
      return Growths.of(this);
    }

    @Override
    public int write(Rewriting out, byte[] in, int at) {
      int next = at;
      int place = 0;
      for (Move move : moves) {
        switch (move) {
          case Move.Given(Literal value) -> value.write(out);
          case Move.Written(int wanted, Part part) -> {
            if (wanted < place) {
              next = at;
              place = 0;
            }
            next = skip(in, next, place, wanted);
            next = part.write(out, in, next);
            place = wanted + 1;
          }
        }
      }
      return skip(in, next, place, written.length);
    }

    private int skip(byte[] in, int at, int from, int to) {
      int next = at;
      for (int i = from; i < to; i++) {
        next = written[i].end(in, next);
      }
      return next;
    }

    @Override
    public boolean changes(Set<Part> seen) {
      if (!seen.add(this)) {
        return false;
      }
      List<Integer> places = new ArrayList<>();
      for (Move move : moves) {
        if (!(move instanceof Move.Written(int place, Part part)) || part.changes(seen)) {
          return true;
        }
        places.add(place);
      }
      return !isEach(places);
    }

    private boolean isEach(List<Integer> places) {
      for (int i = 0; i < places.size(); i++) {
        if (places.get(i) != i) {
          return false;
        }
      }
      return places.size() == written.length;
    }
  }

  /** An enum's symbol, at the index that the product's schema has for it. */
  final class Symbols implements Inner {
    private final int[] indexes;

    /**
     * @param indexes for each of the writer's symbols
     */
    public Symbols(int[] indexes) {
      this.indexes = indexes.clone();
    }

    @Override
    public int write(Rewriting out, byte[] in, int at) {
      out.putWhole(indexes[(int) Varints.read(in, at)]);
      return Varints.end(in, at);
    }
  }

  /** A number, as the wider type that the product's schema has. */
  record Promoted(Layout from, boolean toFloat) implements Inner {
    @Override
    public int write(Rewriting out, byte[] in, int at) {
      if (from instanceof Layout.Floating) {
        out.putDouble(LittleEndian.readFloat(in, at));
      } else if (toFloat) {
        out.putFloat((float) Varints.read(in, at));
      } else {
        out.putDouble((double) Varints.read(in, at));
      }
      return from.end(in, at);
    }
  }
}
