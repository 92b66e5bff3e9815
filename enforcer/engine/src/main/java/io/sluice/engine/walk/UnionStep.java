package io.sluice.engine.walk;

import java.util.List;

/** A union: the index of a branch, then its value. */
public final class UnionStep extends Step {

  private final String name;
  private final Step[] branches;

  /**
   * @param name the field's name; empty for items
   * @param branches a step for each branch of the writer schema's union
   */
  public UnionStep(String name, List<Step> branches) {
    this.name = name;
    this.branches = branches.toArray(Step[]::new);
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    int index = walk.readInt(bytes, at, end, name);
    int value = walk.next();
    if (value == UNREADABLE) {
      return UNREADABLE;
    }
    if (index < 0 || index >= branches.length) {
      return walk.fail(Structure.UNION_INDEX, name);
    }
    return branches[index].walk(walk, bytes, value, end);
  }
}
