package io.sluice.engine.change;

import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.finding.Location;

/**
 * Whether a contract's version says what its changes do to those who subscribe: a major version
 * that something breaks for them, a minor one that something is new or worth a look, a patch the
 * rest.
 */
final class VersionCheck {

  private VersionCheck() {}

  static void check(ChangeLog log, Revision before, Revision after) {
    ContractVersion was = before.contract().version();
    ContractVersion now = after.contract().version();
    Location place = before.at("version");
    Location placeNow = after.at("version");
    if (ContractVersion.BY_NUMBERS.compare(now, was) < 0) {
      log.add(
          ChangeKind.VERSION_LOWERED,
          "version",
          place,
          placeNow,
          "the version is %s, and was %s: versions never go back".formatted(now, was));
    } else if (log.consumers() == Impact.BREAKING
        && now.major() == was.major()
        && was.major() > 0) {
      log.add(
          ChangeKind.MAJOR_NOT_RAISED,
          "version",
          place,
          placeNow,
          "the version is %s, and what breaks consumers needs %d.0.0"
              .formatted(now, was.major() + 1));
    } else if (log.anybody() != Impact.INFO
        && now.major() == was.major()
        && now.minor() == was.minor()) {
      log.add(
          ChangeKind.VERSION_NOT_RAISED,
          "version",
          place,
          placeNow,
          "the version is %s, and the changes need %d.%d.0"
              .formatted(now, was.major(), was.minor() + 1));
    } else if (!log.isEmpty() && now.text().equals(was.text())) {
      log.add(
          ChangeKind.VERSION_NOT_RAISED,
          "version",
          place,
          placeNow,
          "the version is still %s, and what is published never changes: raise it to %d.%d.%d"
              .formatted(now, was.major(), was.minor(), was.patch() + 1));
    }
  }
}
