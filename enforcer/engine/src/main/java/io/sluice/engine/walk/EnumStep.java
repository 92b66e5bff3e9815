package io.sluice.engine.walk;

import java.util.List;

/** An enum: the index of one of the writer schema's symbols. */
public final class EnumStep implements Step {

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
  public boolean walk(Walk walk) {
    int index = walk.readInt(name);
    if (walk.failed()) {
      return false;
    }
    if (index < 0 || index >= brokenBySymbol.length) {
      return walk.fail(Structure.ENUM_INDEX, name);
    }
    for (Demand demand : brokenBySymbol[index]) {
      walk.breach(demand);
    }
    return true;
  }
}
