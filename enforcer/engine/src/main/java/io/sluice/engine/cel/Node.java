package io.sluice.engine.cel;

import io.sluice.engine.walk.Walk;
import java.math.BigDecimal;

/**
 * A compiled part of an expression. Where it has no value for a record (an operand is null, a
 * number overflows, a key is missing) it notes that in the walk's scratch, and what it returns
 * means nothing. Immutable and safe to share between threads.
 */
sealed interface Node {

  /** Whether its value can be null. */
  default boolean isNullable() {
    return false;
  }

  /** Whether its value is null in this record. */
  default boolean isNull(Walk walk) {
    return false;
  }

  /** The literal {@code null}. */
  record Null() implements Node {
    @Override
    public boolean isNullable() {
      return true;
    }

    @Override
    public boolean isNull(Walk walk) {
      return true;
    }
  }

  /** A boolean. */
  non-sealed interface Truth extends Node {
    boolean holds(Walk walk);
  }

  /** An int. */
  non-sealed interface Whole extends Node {
    long value(Walk walk);
  }

  /** A double. */
  non-sealed interface Real extends Node {
    double value(Walk walk);
  }

  /** A string, as UTF-8. */
  non-sealed interface Text extends Node {

    /** Puts the text into a register; registers above it are free to work with. */
    void read(Walk walk, int register);

    /**
     * Whether it is a text that is known beforehand.
     *
     * @param register free to work with
     */
    default boolean is(Walk walk, byte[] utf8, int register) {
      read(walk, register);
      return !walk.scratch().failed()
          && Texts.equal(walk.scratch(), register, utf8, 0, utf8.length);
    }
  }

  /** A timestamp since 1970, or a duration. */
  non-sealed interface Moment extends Node {

    /** Its seconds; the rest stands as nanoseconds in the scratch. */
    long seconds(Walk walk);
  }

  /** A decimal. */
  non-sealed interface Exact extends Node {

    /** How many of its digits are behind the point. */
    int scale();

    /** Whether its unscaled value takes 64 bits or fewer. */
    boolean isSmall(Walk walk);

    /** The unscaled value, where it is small. */
    long unscaled(Walk walk);

    /** The number, however long. */
    BigDecimal number(Walk walk);
  }

  /** A value that lies in the record. */
  non-sealed interface Reading extends Node {
    Place place();

    @Override
    default boolean isNullable() {
      return place().isNullable();
    }

    @Override
    default boolean isNull(Walk walk) {
      return place().isNull(walk);
    }
  }

  /** A list, a map or a record. */
  record Container(Place place) implements Reading {}
}
