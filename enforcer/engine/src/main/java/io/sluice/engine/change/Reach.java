package io.sluice.engine.change;

/** What a demand lets pass, compared with what it let pass before. */
enum Reach {
  SAME,
  /** All that passed before, and more. */
  WIDER,
  /** Less than before, and nothing new. */
  NARROWER,
  /** Something new passes and something old does not, or nobody can tell. */
  OTHER;

  /** Of two demands that both have to be met. */
  Reach and(Reach other) {
    if (this == SAME || this == other) {
      return other;
    }
    return other == SAME ? this : OTHER;
  }

  /** Of a demand for at most so much: the order of the new bound against the old one. */
  static Reach ofMost(int order) {
    return order == 0 ? SAME : order > 0 ? WIDER : NARROWER;
  }

  /** Of a demand for at least so much, likewise. */
  static Reach ofLeast(int order) {
    return ofMost(-order);
  }
}
