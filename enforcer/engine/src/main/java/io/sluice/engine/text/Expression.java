package io.sluice.engine.text;

import java.util.List;

/**
 * What a pattern says. Whether a repetition is greedy is left out: it decides which part of a text
 * matches, never whether one does.
 */
sealed interface Expression {

  /** One character out of a set. */
  record One(CodePoints of) implements Expression {}

  /** A position, not a character. */
  record At(Assertion assertion) implements Expression {}

  /** One after the other; of none, the empty text. */
  record Sequence(List<Expression> parts) implements Expression {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** Any one of them. */
  record Choice(List<Expression> branches) implements Expression {
    public Choice {
      branches = List.copyOf(branches);
    }
  }

  /** So many times; {@link #UNLIMITED} for no upper bound. */
  record Repeat(Expression of, int fewest, int most) implements Expression {
    static final int UNLIMITED = -1;
  }
}
