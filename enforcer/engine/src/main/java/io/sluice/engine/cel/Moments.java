package io.sluice.engine.cel;

/** Counts of time. */
final class Moments {

  static final long SECONDS_OF_DAY = 86_400;

  /** The first and last second of the timestamps that CEL has: years 1 to 9999. */
  static final long FIRST_SECOND = -62_135_596_800L;

  static final long LAST_SECOND = 253_402_300_799L;

  static final int NANOS_OF_SECOND = 1_000_000_000;

  private Moments() {}
}
