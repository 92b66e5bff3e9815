package io.sluice.engine.sli;

/**
 * The kinds of indicators, with the word that each has everywhere: topics, meters, REST, alerts.
 */
public enum Sli {
  ADHERENCE("adherence", TimeBase.JUDGED, true),
  LATENCY("latency", TimeBase.JUDGED, true),
  FRESHNESS("freshness", TimeBase.CLOCK, true),
  DEADLINE("deadline", TimeBase.CLOCK, false),
  FREQUENCY("frequency", TimeBase.EVENT, false),
  AVAILABILITY("availability", TimeBase.CLOCK, true),
  COMPLETENESS("completeness", TimeBase.EVENT, true),
  COVERAGE("coverage", TimeBase.EVENT, false),
  ACCURACY("accuracy", TimeBase.EVENT, true),
  UNIQUENESS("uniqueness", TimeBase.EVENT, true),
  VOLUME("volume", TimeBase.EVENT, false);

  /** Which time decides when something counts. */
  public enum TimeBase {
    /** When the record was judged. */
    JUDGED,
    /** The wall clock. */
    CLOCK,
    /**
     * When it happened, as the record says; when it was judged where the contract names no element
     * for it.
     */
    EVENT
  }

  private final String word;
  private final TimeBase timeBase;
  private final boolean burns;

  Sli(String word, TimeBase timeBase, boolean burns) {
    this.word = word;
    this.timeBase = timeBase;
    this.burns = burns;
  }

  public String word() {
    return word;
  }

  public TimeBase timeBase() {
    return timeBase;
  }

  /** Whether alerts follow the burn rate; else each miss is one. */
  public boolean burns() {
    return burns;
  }
}
