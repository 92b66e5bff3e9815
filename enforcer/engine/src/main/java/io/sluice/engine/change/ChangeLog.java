package io.sluice.engine.change;

import io.sluice.engine.finding.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the changes of one contract. */
final class ChangeLog {

  private final String contract;
  private final List<Change> changes = new ArrayList<>();

  ChangeLog(String contract) {
    this.contract = contract;
  }

  void add(ChangeKind kind, String path, Location before, Location after, String message) {
    changes.add(
        new Change(kind, contract, path, kind.consumer(), kind.producer(), before, after, message));
  }

  /** The worst that they do to consumers; INFO where there is none. */
  Impact consumers() {
    return changes.stream().map(Change::consumer).reduce(Impact.INFO, Impact::or);
  }

  /** The worst that they do to anybody; INFO where there is none. */
  Impact anybody() {
    return changes.stream().map(Change::impact).reduce(Impact.INFO, Impact::or);
  }

  int size() {
    return changes.size();
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** In the order of the new revision's places, and of ids at one place. */
  List<Change> changes() {
    return changes.stream()
        .sorted(
            Comparator.comparing(Change::after)
                .thenComparing(Change::before)
                .thenComparing(Change::kind)
                .thenComparing(Change::path))
        .toList();
  }
}
