package io.sluice.engine.walk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array: blocks of items. */
public final class ArrayStep implements Step {

  private final String name;
  private final Step items;
  private final int minBytesPerItem;
  private final Size[] sizes;
  private final @Nullable Demand unique;
  private final Blocks.Item item;

  /**
   * @param name the field's name; empty for items
   * @param minBytesPerItem the fewest bytes that an item takes
   * @param unique broken where two items have the same bytes; null where they may
   */
  public ArrayStep(
      String name, Step items, int minBytesPerItem, List<Size> sizes, @Nullable Demand unique) {
    this.name = name;
    this.items = items;
    this.minBytesPerItem = minBytesPerItem;
    this.sizes = sizes.toArray(Size[]::new);
    this.unique = unique;
    this.item = unique == null ? this::walkItem : this::walkRemembered;
  }

  @Override
  public boolean walk(Walk walk) {
    int mark = walk.spans().mark();
    int count = Blocks.walk(walk, name, minBytesPerItem, item);
    if (count < 0) {
      return false;
    }
    Size.check(sizes, count, walk);
    if (unique != null) {
      if (walk.spans().repeatSince(mark, walk.bytes())) {
        walk.breach(unique);
      }
      walk.spans().forgetSince(mark);
    }
    return true;
  }

  private boolean walkItem(Walk walk, int index) {
    int mark = walk.breaches();
    boolean readable = items.walk(walk);
    if (walk.breaches() != mark) {
      walk.within(name + "[" + index + "]", mark);
    }
    return readable;
  }

  private boolean walkRemembered(Walk walk, int index) {
    int from = walk.position();
    boolean readable = walkItem(walk, index);
    walk.spans().remember(from, walk.position());
    return readable;
  }
}
