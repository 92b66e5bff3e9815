package io.sluice.engine.walk;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An array: blocks of items. */
public final class ArrayStep implements Step {

  private final String name;
  private final Step items;
  private final int minBytesPerItem;
  private final List<Size> sizes;
  private final @Nullable Demand unique;
  private final Blocks.Item item;

  /** A demand on the number of items, both bounds included. */
  public record Size(int fewest, int most, Demand demand) {}

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
    this.sizes = List.copyOf(sizes);
    this.unique = unique;
    this.item = this::walkItem;
  }

  @Override
  public boolean walk(Walk walk) {
    int count = unique == null ? walkItems(walk, item) : walkUnique(walk, unique);
    if (count < 0) {
      return false;
    }
    for (int i = 0; i < sizes.size(); i++) {
      Size size = sizes.get(i);
      if (count < size.fewest() || count > size.most()) {
        walk.breach(size.demand());
      }
    }
    return true;
  }

  private int walkItems(Walk walk, Blocks.Item each) {
    return Blocks.walk(walk, name, minBytesPerItem, each);
  }

  private boolean walkItem(Walk walk, int index) {
    int mark = walk.breaches();
    boolean readable = items.walk(walk);
    if (walk.breaches() != mark) {
      walk.within(name + "[" + index + "]", mark);
    }
    return readable;
  }

  /**
   * Remembers each item's bytes: the one rule that costs memory, and only where it is asked for.
   */
  private int walkUnique(Walk walk, Demand demand) {
    Set<ByteBuffer> seen = new HashSet<>();
    boolean[] repeated = new boolean[1];
    int count =
        walkItems(
            walk,
            (w, index) -> {
              int from = w.position();
              boolean readable = walkItem(w, index);
              repeated[0] |= !seen.add(ByteBuffer.wrap(w.bytes(), from, w.position() - from));
              return readable;
            });
    if (count >= 0 && repeated[0]) {
      walk.breach(demand);
    }
    return count;
  }
}
