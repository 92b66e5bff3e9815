package io.sluice.engine.policy;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.cel.ExpressionException;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import io.sluice.engine.finding.Severity;
import io.sluice.engine.odcs.WrittenDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an organisation demands of its contracts, beyond what the standard and Sluice do. Safe to
 * share between threads.
 */
public final class Policy {

  /** The file, in the folder of the contracts that it is about or above it. */
  public static final String FILE = "policy.yaml";

  private final String name;
  private final String text;
  private final List<PolicyRule> rules;
  private final List<Finding> findings;

  Policy(String name, String text, List<PolicyRule> rules, List<Finding> findings) {
    this.name = name;
    this.text = text;
    this.rules = List.copyOf(rules);
    this.findings = List.copyOf(findings);
  }

  /** Reads a policy; whatever its text is, it gives findings and no exception. */
  public static Policy parse(String file, String text) {
    return new PolicyReader().read(file, text);
  }

  /** What findings call its file. */
  public String name() {
    return name;
  }

  /** Its file, as it stands. */
  public String text() {
    return text;
  }

  /** What makes no sense in it: by a policy with errors nothing can be judged. */
  public List<Finding> findings() {
    return findings;
  }

  /** The ids of its rules, as findings have them, in the order of the file. */
  public List<String> rules() {
    return rules.stream().map(Policy::id).toList();
  }

  /**
   * Judges a contract by every rule.
   *
   * @return where it breaks one, in the order of the contract; none where it can't be read at all,
   *     which has findings of its own
   */
  public List<Finding> judge(ContractFile file, Instant now) {
    return file.contract().map(contract -> judge(contract, written(file), now)).orElseGet(List::of);
  }

  private static Written written(ContractFile file) {
    return WrittenDocument.parse(file.name(), file.text()).orNothing(file.name());
  }

  private List<Finding> judge(Contract contract, Written document, Instant now) {
    ContractView view = ContractView.of(contract, document);
    List<LocatedField> fields = ContractView.located(contract);
    List<Finding> broken = new ArrayList<>();
    for (PolicyRule rule : rules) {
      switch (rule.scope()) {
        case CONTRACT -> {
          Location place = place(rule, contract, document);
          judge(rule, Map.of(PolicyReader.CONTRACT, view), "", place, now).ifPresent(broken::add);
        }
        case FIELD -> {
          for (LocatedField field : fields) {
            Map<String, Record> names =
                Map.of(PolicyReader.CONTRACT, view, PolicyReader.FIELD, field.field());
            judge(rule, names, field.field().path() + ": ", field.location(), now)
                .ifPresent(broken::add);
          }
        }
      }
    }
    broken.sort(Comparator.comparing(Finding::location));
    return broken;
  }

  private static Location place(PolicyRule rule, Contract contract, Written document) {
    return rule.at()
        .flatMap(
            at ->
                contract
                    .customProperty(at)
                    .map(CustomProperty::location)
                    .or(() -> document.child(at).map(Written::location)))
        .orElse(contract.location());
  }

  /** A rule that can't be told to hold does not: nothing passes by a mistake. */
  private static Optional<Finding> judge(
      PolicyRule rule, Map<String, Record> names, String what, Location place, Instant now) {
    try {
      return rule.condition().holds(names, now)
          ? Optional.empty()
          : Optional.of(new Finding(rule.severity(), id(rule), place, what + rule.message()));
    } catch (ExpressionException e) {
      return Optional.of(
          new Finding(
              Severity.ERROR,
              id(rule),
              place,
              "%sthe rule of the policy can't be judged: %s".formatted(what, e.getMessage())));
    }
  }

  private static String id(PolicyRule rule) {
    return "policy." + rule.id();
  }
}
