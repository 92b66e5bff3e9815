package io.sluice.cli.export.product;

import io.sluice.engine.change.Change;
import io.sluice.engine.change.Changes;
import io.sluice.engine.change.Revision;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.lifecycle.Approval;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version of a contract, and what it changed.
 *
 * @param before the version before; null where none is known
 * @param changes from that one; none of the first
 */
public record Version(Contract contract, @Nullable Contract before, List<Change> changes) {

  private static final Comparator<Revision> ORDER =
      Comparator.comparing((Revision r) -> r.contract().version(), ContractVersion.BY_NUMBERS)
          .thenComparing(r -> r.contract().version().text());

  public Version {
    changes = List.copyOf(changes);
  }

  /** Whether the version before is of another major, which goes on beside it. */
  public boolean isNewMajor() {
    return before != null && before.version().major() != contract.version().major();
  }

  /** The day of its last approval; empty where nobody has approved it. */
  public Optional<LocalDate> approved() {
    return approved(contract);
  }

  private static Optional<LocalDate> approved(Contract contract) {
    return Approval.of(contract).stream().map(Approval::date).max(Comparator.naturalOrder());
  }

  /**
   * Versions up to one, the newest first.
   *
   * @param earlier of the same contract, in any order; newer ones do not count
   */
  static List<Version> upTo(Revision newest, List<Revision> earlier) {
    List<Revision> revisions =
        Stream.concat(earlier.stream().filter(e -> ORDER.compare(e, newest) < 0), Stream.of(newest))
            .sorted(ORDER)
            .toList();
    List<Version> versions = new ArrayList<>();
    Revision before = null;
    for (Revision revision : revisions) {
      versions.add(since(before, revision));
      before = revision;
    }
    Collections.reverse(versions);
    return versions;
  }

  private static Version since(@Nullable Revision before, Revision revision) {
    Contract contract = revision.contract();
    if (before == null) {
      return new Version(contract, null, List.of());
    }
    // Not the clock's day: what a version did does not depend on when somebody asks.
    LocalDate day = approved(contract).orElse(LocalDate.EPOCH);
    // Who has approved a version is not what it changed.
    return new Version(
        contract,
        before.contract(),
        Changes.between(before, revision, day).stream()
            .filter(change -> !change.path().equals(Approval.PROPERTY))
            .toList());
  }
}
