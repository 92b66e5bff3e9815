package io.sluice.engine.change;

import io.sluice.engine.finding.Location;
import java.util.Optional;

/**
 * One difference between two revisions of a contract.
 *
 * @param contract the contract's id
 * @param path what it is about: a field, a rule, a promise or a setting, by the name that people
 *     know it by; empty for the contract as a whole
 * @param consumer what it does to those who read the product topic
 * @param producer what it does to those who write the raw topic
 * @param before where the old revision says it; where it said nothing, what it stands below
 * @param after where the new revision says it; likewise
 * @param message what changed, and why that matters
 */
public record Change(
    ChangeKind kind,
    String contract,
    String path,
    Impact consumer,
    Impact producer,
    Location before,
    Location after,
    String message) {

  /** The stable id of its kind. */
  public String id() {
    return kind.id();
  }

  /** What it does to whom it hurts most. */
  public Impact impact() {
    return consumer.or(producer);
  }

  /** What to do instead; empty where nothing has to be done. */
  public Optional<String> instead() {
    return kind.instead();
  }

  /** The same, where nobody relies on the old revision, or a new major version announces it. */
  Change excused() {
    return new Change(
        kind, contract, path, excused(consumer), excused(producer), before, after, message);
  }

  private static Impact excused(Impact impact) {
    return impact == Impact.BREAKING ? Impact.WARNING : impact;
  }
}
