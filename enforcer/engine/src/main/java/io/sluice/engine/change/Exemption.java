package io.sluice.engine.change;

import io.sluice.engine.finding.Location;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A change that somebody has agreed to, for a while.
 *
 * @param kind of which kind it is
 * @param contract the contract that it is about; empty where it is about all that change so
 * @param path what of the contract it is about
 * @param reason why it is agreed to, for people
 * @param until the last day on which it counts
 * @param location where it stands
 */
public record Exemption(
    ChangeKind kind,
    Optional<String> contract,
    String path,
    String reason,
    LocalDate until,
    Location location) {

  /** Whether it is about a change, whatever the day. */
  public boolean isAbout(Change change) {
    return kind == change.kind()
        && path.equals(change.path())
        && contract.stream().allMatch(id -> id.equals(change.contract()));
  }

  /** Whether its last day is over. */
  public boolean isExpired(LocalDate today) {
    return today.isAfter(until);
  }
}
