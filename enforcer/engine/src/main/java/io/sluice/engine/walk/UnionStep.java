package io.sluice.engine.walk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A union: the index of a branch, then its value. */
public final class UnionStep implements Step {

  private final String name;
  private final Branch[] branches;

  /**
   * One branch of the writer schema's union.
   *
   * @param unfit what a value of this branch breaks by being one; null where the contract has it
   */
  public record Branch(Step step, @Nullable Demand unfit) {}

  /**
   * @param name the field's name; empty for items
   */
  public UnionStep(String name, List<Branch> branches) {
    this.name = name;
    this.branches = branches.toArray(Branch[]::new);
  }

  @Override
  public boolean walk(Walk walk) {
    int index = walk.readInt(name);
    if (walk.failed()) {
      return false;
    }
    if (index < 0 || index >= branches.length) {
      return walk.fail(Structure.UNION_INDEX, name);
    }
    Branch branch = branches[index];
    if (branch.unfit() != null) {
      walk.breach(branch.unfit());
    }
    return branch.step().walk(walk);
  }
}
