package io.sluice.cli.letter;

/** Ends a reading to which a cluster gives nothing any more. */
final class Patience {

  static final long SECONDS = 30;

  private long stand = -1;
  private long since = System.nanoTime();

  /**
   * Whether nothing has moved for too long.
   *
   * @param now where the reading stands
   */
  boolean isOver(long now) {
    if (now != stand) {
      stand = now;
      since = System.nanoTime();
    }
    return System.nanoTime() - since > SECONDS * 1_000_000_000;
  }
}
