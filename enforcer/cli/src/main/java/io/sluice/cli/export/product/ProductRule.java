package io.sluice.cli.export.product;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.plan.ExplainedRule;
import java.util.List;
import java.util.Optional;

/**
 * A rule of a product.
 *
 * @param path the field that it is about; empty for the record as a whole
 */
public record ProductRule(ExplainedRule explained, String path) {

  /** The rule among those that are explained; empty where the schema's types say all of it. */
  static Optional<ProductRule> find(Rule rule, String path, List<ExplainedRule> explained) {
    return explained.stream()
        .filter(e -> e.rule().equals(rule))
        .findFirst()
        .map(e -> new ProductRule(e, path));
  }

  public Rule rule() {
    return explained.rule();
  }

  /** What becomes of a record that breaks it, under a contract as it is run. */
  public String consequence(Contract contract) {
    return switch (explained.run()) {
      case CHECKED, COMPILED, INTERPRETED ->
          rule().severity() == RuleSeverity.WARNING
              ? "passes, flagged"
              : contract.isInShadow() ? "passes, marked: in shadow" : "dead letter";
      case MEASURED -> "passes, is counted";
      case ASIDE -> "not judged on the stream";
    };
  }
}
