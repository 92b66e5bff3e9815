package io.sluice.engine.walk;

/** Judges a value by an expression. Immutable and safe to share between threads. */
@FunctionalInterface
public interface Evaluator {

  /** The expression holds. */
  int HOLDS = -1;

  /** It does not hold. */
  int BROKEN = 0;

  /** It could not be evaluated, or gave neither a boolean nor a string. */
  int FAILED = 1;

  /** It says what is wrong: this and above, by the place of the message among its messages. */
  int FIRST_MESSAGE = 2;

  /**
   * Judges the value that starts at a place in the record's bytes, which the walk has found sound.
   *
   * @return one of the constants above
   */
  int judge(Walk walk, int at);
}
