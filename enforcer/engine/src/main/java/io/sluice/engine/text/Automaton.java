package io.sluice.engine.text;

import java.util.BitSet;
import java.util.List;

/**
 * A deterministic automaton over bytes: one look-up per byte, whatever the pattern was. Immutable.
 */
final class Automaton {

  /** The state in which all is known: some part has matched. */
  static final int MATCHED = 0;

  /** The state in which all is known: no part will match. */
  static final int FAILED = 1;

  private final char[] classes;
  private final int width;
  private final int[] table;
  private final boolean[] matchesAtEnd;
  private final int start;

  /**
   * @param classes of each byte; those that no state tells apart have the same
   * @param rows of each state, by class, the next one
   * @param matchesAtEnd the states in which a text that ends matches
   */
  Automaton(char[] classes, List<int[]> rows, BitSet matchesAtEnd, int start) {
    this.classes = classes.clone();
    this.width = rows.getFirst().length;
    this.table = new int[rows.size() * width];
    this.matchesAtEnd = new boolean[rows.size()];
    for (int state = 0; state < rows.size(); state++) {
      this.matchesAtEnd[state] = matchesAtEnd.get(state);
      for (int c = 0; c < width; c++) {
        // States are named by where their row begins, which saves a multiplication per byte.
        this.table[state * width + c] = rows.get(state)[c] * width;
      }
    }
    this.start = start * width;
  }

  /**
   * Builds the automaton of an expression.
   *
   * @throws UncoveredException where it would be too large
   */
  static Automaton of(Expression expression) throws UncoveredException {
    return new Determiniser(new Threads(expression)).determinise();
  }

  boolean find(byte[] utf8, int offset, int length) {
    int end = offset + length;
    int decided = FAILED * width;
    int state = start;
    for (int i = offset; i < end && state > decided; i++) {
      state = table[state + classes[utf8[i] & 0xff]];
    }
    return matchesAtEnd[state / width];
  }

  /** How many states it has. */
  int size() {
    return matchesAtEnd.length;
  }
}
