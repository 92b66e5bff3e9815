package io.sluice.engine.cel;

import io.sluice.engine.walk.Scratch;
import io.sluice.engine.walk.Walk;

/**
 * Whether something holds of all items of an array, or of any: an item that decides makes up for
 * others of which it has no value.
 */
final class Loop implements Node.Truth {

  private final Place list;
  private final Layout item;
  private final int depth;
  private final Node.Truth each;
  private final boolean isAll;

  /**
   * @param depth how many loops stand around it
   */
  Loop(Place list, Layout item, int depth, Node.Truth each, boolean isAll) {
    this.list = list;
    this.item = item;
    this.depth = depth;
    this.each = each;
    this.isAll = isAll;
  }

  @Override
  public boolean holds(Walk walk) {
    Scratch scratch = walk.scratch();
    int at = list.at(walk);
    if (at == Place.NOWHERE) {
      return false;
    }
    byte[] bytes = walk.bytes();
    boolean isDecided = false;
    boolean lacksOne = false;
    int next = at;
    while (true) {
      long count = Math.abs(Varints.read(bytes, next));
      next = BlockCursor.first(bytes, next);
      if (count == 0) {
        scratch.failed(lacksOne && !isDecided);
        return isAll != isDecided;
      }
      for (long i = 0; i < count; i++) {
        if (!scratch.iterate(Environment.MOST_ITERATIONS)) {
          scratch.failed(true);
          return false;
        }
        if (isDecided) {
          return !isAll; // counted once more, as cel-java does before it sees that all is decided
        }
        scratch.item(depth, next);
        boolean holds = each.holds(walk);
        if (scratch.failed()) {
          lacksOne = true;
          scratch.failed(false);
        } else {
          isDecided = holds != isAll;
        }
        next = item.end(bytes, next);
      }
    }
  }
}
