package io.sluice.engine.walk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array: blocks of items. */
public final class ArrayStep extends BlocksStep {

  private final Step items;
  private final @Nullable Demand unique;

  /**
   * @param name the field's name; empty for items
   * @param minBytesPerItem the fewest bytes that an item takes
   * @param unique broken where two items have the same bytes; null where they may
   */
  public ArrayStep(
      String name, Step items, int minBytesPerItem, List<Size> sizes, @Nullable Demand unique) {
    super(name, minBytesPerItem, sizes);
    this.items = items;
    this.unique = unique;
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    int mark = walk.spans().mark();
    int next = super.walk(walk, bytes, at, end);
    if (next != UNREADABLE && unique != null) {
      if (walk.spans().repeatSince(mark, bytes)) {
        walk.breach(unique);
      }
      walk.spans().forgetSince(mark);
    }
    return next;
  }

  @Override
  int walkItem(Walk walk, byte[] bytes, int at, int end, int index) {
    int mark = walk.breaches();
    int next = items.walk(walk, bytes, at, end);
    if (walk.breaches() != mark) {
      walk.within(name() + "[" + index + "]", mark);
    }
    if (unique != null) {
      walk.spans().remember(at, next);
    }
    return next;
  }
}
