package io.sluice.engine.walk;

import java.util.List;

/** An enum: the index of one of the writer schema's symbols. */
public final class EnumStep extends Step {

  private final String name;
  private final Demand[][] brokenBySymbol;

  /**
   * @param name the field's name; empty for items
   * @param brokenBySymbol what each of the writer's symbols breaks, which is known beforehand
   */
  public EnumStep(String name, List<List<Demand>> brokenBySymbol) {
    this.name = name;
    this.brokenBySymbol =
        brokenBySymbol.stream().map(b -> b.toArray(Demand[]::new)).toArray(Demand[][]::new);
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    int index = walk.readInt(bytes, at, end, name);
    int next = walk.next();
    if (next == UNREADABLE) {
      return UNREADABLE;
    }
    if (index < 0 || index >= brokenBySymbol.length) {
      return walk.fail(Structure.ENUM_INDEX, name);
    }
    for (Demand demand : brokenBySymbol[index]) {
      walk.breach(demand);
    }
    return next;
  }
}
