package io.sluice.pipeline.enforce;

import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * The other major versions of a contract that are enforced on its raw topic. A record belongs to
 * every major by which records of its writer schema can comply. Of those that belong to none, the
 * highest major makes dead letters, so that there is one of each.
 */
public final class MajorsBeside {

  /** The contract has its raw topic to itself. */
  public static final MajorsBeside NONE = new MajorsBeside(false, List.of());

  private final boolean hasHigher;
  private final List<CompiledContract> others;

  private MajorsBeside(boolean hasHigher, List<CompiledContract> others) {
    this.hasHigher = hasHigher;
    this.others = List.copyOf(others);
  }

  /**
   * Those beside a contract.
   *
   * @param majors the newest version of each major of the contract, among others and itself; what
   *     runs in shadow or not at all takes nothing from its neighbours
   */
  public static MajorsBeside of(CompiledContract contract, Collection<CompiledContract> majors) {
    Major own = Major.of(contract.contract());
    List<CompiledContract> others =
        majors.stream()
            .filter(other -> other.contract().id().equals(own.id()))
            .filter(other -> other.contract().version().major() != own.number())
            .filter(other -> other.contract().status().isEnforced())
            .filter(other -> other.binding().rawTopic().equals(contract.binding().rawTopic()))
            .toList();
    return new MajorsBeside(
        others.stream().anyMatch(other -> other.contract().version().major() > own.number()),
        others);
  }

  /** Whether records whose writer schema nobody can tell are left to others. */
  boolean takeUnread() {
    return hasHigher;
  }

  /** Whether records of a writer schema, of which none can comply here, are left to others. */
  boolean take(Schema writer) {
    return hasHigher
        || others.stream()
            .anyMatch(other -> !other.ignores(writer) && other.planFor(writer).mayComply());
  }

  /** Which they are: by other ones a contract is judged otherwise. */
  public Set<Major> majors() {
    return others.stream()
        .map(other -> Major.of(other.contract()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public String toString() {
    return majors().toString();
  }
}
