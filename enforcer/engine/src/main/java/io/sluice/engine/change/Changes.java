package io.sluice.engine.change;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.lifecycle.End;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What changed between contracts as they were and as they are to be. */
public final class Changes {

  private Changes() {}

  /**
   * What changed from one revision of a contract to another. Where the old one is no more than a
   * draft, or the new one is a new major version, nothing breaks: nobody relies on the draft, and
   * who reads the old major version goes on reading it.
   *
   * @param today by which notice is judged
   */
  public static List<Change> between(Revision before, Revision after, LocalDate today) {
    List<Change> changes = ContractComparison.compare(before, after, today).changes();
    boolean isExcused =
        !before.contract().status().isEnforced() || isNewMajor(before.contract(), after.contract());
    return isExcused
        ? changes.stream()
            .map(change -> change.kind() == ChangeKind.TOPIC_SHARED ? change : change.excused())
            .toList()
        : changes;
  }

  private static boolean isNewMajor(Contract before, Contract after) {
    return before.id().equals(after.id()) && after.version().major() > before.version().major();
  }

  /** Likewise, where there may be no old revision: then the contract is new. */
  public static List<Change> since(Optional<Revision> before, Revision after, LocalDate today) {
    return before.map(was -> between(was, after, today)).orElseGet(() -> List.of(added(after)));
  }

  /**
   * What changed from some contracts to others: those of one id and one major version are compared.
   * A new major version is compared with the newest before it, and one that is gone is a change of
   * its own.
   */
  public static List<Change> between(List<Revision> before, List<Revision> after, LocalDate today) {
    List<Change> changes = new ArrayList<>();
    for (Revision revision : after) {
      Optional<Revision> was = same(revision, before).or(() -> newestBelow(revision, before));
      changes.addAll(since(was, revision, today));
    }
    before.stream()
        .filter(revision -> same(revision, after).isEmpty())
        .map(revision -> removed(revision, newest(revision, after), today))
        .forEach(changes::add);
    return changes;
  }

  private static Optional<Revision> same(Revision one, List<Revision> others) {
    return others.stream()
        .filter(other -> isSameId(one, other) && major(one) == major(other))
        .findFirst();
  }

  private static Optional<Revision> newestBelow(Revision one, List<Revision> others) {
    return others.stream()
        .filter(other -> isSameId(one, other) && major(other) < major(one))
        .max(Comparator.comparingInt(Changes::major));
  }

  private static Optional<Revision> newest(Revision one, List<Revision> others) {
    return others.stream()
        .filter(other -> isSameId(one, other))
        .max(Comparator.comparingInt(Changes::major));
  }

  private static boolean isSameId(Revision one, Revision other) {
    return one.contract().id().equals(other.contract().id());
  }

  private static int major(Revision revision) {
    return revision.contract().version().major();
  }

  private static Change added(Revision revision) {
    Contract contract = revision.contract();
    return change(
        ChangeKind.CONTRACT_ADDED, revision, revision, contract.coordinates() + " is new");
  }

  private static Change removed(Revision was, Optional<Revision> instead, LocalDate today) {
    Contract contract = was.contract();
    boolean isMissed = contract.status().isEnforced() && !End.LIFE.isOver(contract, today);
    return change(
        isMissed ? ChangeKind.CONTRACT_REMOVED : ChangeKind.CONTRACT_EXPIRED,
        was,
        instead.orElse(was),
        isMissed
            ? "%s is gone%s: what reads it gets no record any more"
                .formatted(
                    contract.coordinates(),
                    instead
                        .map(now -> ", and " + now.contract().version() + " stands in its place")
                        .orElse(""))
            : contract.coordinates() + " is gone, and nobody relies on it");
  }

  private static Change change(ChangeKind kind, Revision was, Revision now, String message) {
    return new Change(
        kind,
        now.contract().id(),
        "",
        kind.consumer(),
        kind.producer(),
        was.contract().location(),
        now.contract().location(),
        message);
  }
}
