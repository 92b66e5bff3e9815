package io.sluice.engine.rewrite;

import io.sluice.engine.observe.Observer;
import io.sluice.engine.walk.Walk;
import java.util.List;

/**
 * Writes what the product gets of the records of one writer schema, after the walk over each.
 * Immutable and safe to share between threads.
 */
public final class Rewriter {

  /** What stands for the end of the record. */
  public static final int END = -1;

  /** What stands for the place behind the field that was written before. */
  public static final int NEXT = -2;

  /** A piece of what is written, in its order. */
  public sealed interface Piece {

    /**
     * Writes the piece.
     *
     * @param next where the field ends that was written before, if one was changed
     * @return where this one ends, if it is changed
     */
    int write(Rewriting out, Walk walk, byte[] bytes, int next);

    /**
     * Root fields that follow each other, as they are.
     *
     * @param from the slot of the first one; {@link #NEXT} where it follows a changed one
     * @param to the slot of the field behind the last one; {@link #END} where there is none
     */
    record Kept(int from, int to) implements Piece {
      @Override
      public int write(Rewriting out, Walk walk, byte[] bytes, int next) {
        out.keep(
            from == NEXT ? next : walk.scratch().slot(from),
            to == END ? walk.position() : walk.scratch().slot(to));
        return next;
      }
    }

    /** A root field that changes. */
    record Changed(int slot, Part part) implements Piece {
      @Override
      public int write(Rewriting out, Walk walk, byte[] bytes, int next) {
        return part.write(out, bytes, walk.scratch().slot(slot));
      }
    }

    /** A field that the record lacks. */
    record Given(Literal value) implements Piece {
      @Override
      public int write(Rewriting out, Walk walk, byte[] bytes, int next) {
        value.write(out);
        return next;
      }
    }
  }

  private final Piece[] pieces;
  private final Observer.From[] subjects;

  /**
   * @param subjects the ways to what says whom a record is about, in the order of {@link
   *     KeyNames#subjects()}
   */
  public Rewriter(List<Piece> pieces, List<Observer.From> subjects) {
    this.pieces = pieces.toArray(Piece[]::new);
    this.subjects = subjects.toArray(Observer.From[]::new);
  }

  /** Writes the record that the walk went over last, which it has found sound. */
  public void rewrite(Walk walk, Rewriting into) {
    byte[] bytes = walk.bytes();
    into.begin(bytes);
    for (int subject = 0; subject < subjects.length; subject++) {
      into.about(subject, subjects[subject], walk);
    }
    int next = walk.start();
    for (Piece piece : pieces) {
      next = piece.write(into, walk, bytes, next);
    }
    into.finish();
  }
}
