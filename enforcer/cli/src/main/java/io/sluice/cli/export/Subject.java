package io.sluice.cli.export;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Major;
import io.sluice.engine.contract.Team;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Promises;
import io.sluice.pipeline.Pipeline;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A contract that is watched, where its records are, and what it promises.
 *
 * @param owner who owns it, for people
 * @param support where to get help, for people
 */
public record Subject(
    Contract contract, Binding binding, Promises promises, String owner, String support) {

  /**
   * The subject that a contract is.
   *
   * @param contract one without errors, so that it has one topic
   */
  public static Subject of(Contract contract, String owner, String support) {
    return new Subject(contract, Binding.of(contract), Promises.of(contract), owner, support);
  }

  public String id() {
    return contract.id();
  }

  /** Its major version, which others may run beside. */
  public Major major() {
    return Major.of(contract);
  }

  /** The name for people, else the id. */
  public String title() {
    return Objects.requireNonNullElse(contract.name(), contract.id());
  }

  /** Whom alerts go to: the team, else the domain; empty where the contract states neither. */
  public Optional<String> team() {
    return Optional.ofNullable(contract.team())
        .map(Team::name)
        .or(() -> Optional.ofNullable(contract.domain()));
  }

  /** The consumer group of its pipeline. */
  public String group() {
    return Pipeline.applicationId(contract);
  }

  public List<Indicator> indicators() {
    return promises.indicators();
  }

  /** The indicators of one kind, in the order of the document. */
  public <T extends Indicator> List<T> indicators(Class<T> kind) {
    return indicators().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** An indicator that is held to an objective. */
  public record Held(Indicator indicator, Objective objective) {}

  /** Those that are, in the order of the document. */
  public List<Held> held() {
    return indicators().stream()
        .flatMap(i -> i.promise().objective().map(o -> new Held(i, o)).stream())
        .toList();
  }

  /** Whether {@code sluice_freshness_seconds} goes by a promise: by the contract's first. */
  public boolean isItsFreshness(Indicator.Freshness freshness) {
    return indicators(Indicator.Freshness.class).getFirst().equals(freshness);
  }
}
