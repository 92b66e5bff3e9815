package io.sluice.engine.policy;

import io.sluice.engine.cel.Condition;
import io.sluice.engine.cel.Conditions;
import io.sluice.engine.cel.ExpressionException;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import io.sluice.engine.finding.Severity;
import io.sluice.engine.finding.Suggestions;
import io.sluice.engine.odcs.WrittenDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a policy from its file, and finds all that makes no sense there. */
final class PolicyReader {

  static final String CONTRACT = "contract";
  static final String FIELD = "field";

  private static final String RULES = "policy";
  private static final List<String> KEYS =
      List.of("id", "severity", "for", "at", "message", "expression");
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private static final Conditions OVER_CONTRACTS =
      Conditions.over(Map.of(CONTRACT, ContractView.class));
  private static final Conditions OVER_FIELDS =
      Conditions.over(Map.of(CONTRACT, ContractView.class, FIELD, ContractView.Field.class));

  private final List<Finding> findings = new ArrayList<>();
  private final List<PolicyRule> rules = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  Policy read(String file, String text) {
    WrittenDocument document = WrittenDocument.parse(file, text);
    findings.addAll(document.findings());
    document.root().ifPresent(this::root);
    return new Policy(file, text, rules, findings);
  }

  private void root(Written root) {
    unknownKeys(root, List.of(RULES));
    if (root.child(RULES).orElse(root) instanceof Written.Items entries) {
      entries.items().forEach(this::rule);
    } else {
      invalid(root.location(), "the file needs a list of rules under " + RULES);
    }
  }

  private void rule(Written entry) {
    unknownKeys(entry, KEYS);
    String id = id(entry);
    Severity severity = oneOf(entry, "severity", Severity.values(), Severity.ERROR);
    PolicyRule.Scope scope =
        oneOf(entry, "for", PolicyRule.Scope.values(), PolicyRule.Scope.CONTRACT);
    String message = required(entry, "message");
    Condition condition = scope == null ? null : condition(entry, scope);
    if (id != null && severity != null && scope != null && message != null && condition != null) {
      Optional<String> at = entry.child("at").flatMap(Written::text);
      rules.add(new PolicyRule(id, severity, scope, at, message.strip(), condition));
    }
  }

  private void unknownKeys(Written owner, List<String> known) {
    for (String key : owner.keys()) {
      if (!known.contains(key)) {
        invalid(
            owner.child(key).map(Written::location).orElse(owner.location()),
            "unknown key %s%s; there are %s"
                .formatted(
                    key,
                    Suggestions.of(key, known, ", did you mean %s?"),
                    String.join(", ", known)));
      }
    }
  }

  private @Nullable String id(Written entry) {
    String id = required(entry, "id");
    if (id == null) {
      return null;
    }
    if (!ID.matcher(id).matches()) {
      invalid(place(entry, "id"), "an id has small letters, digits and single hyphens");
      return null;
    }
    if (!ids.add(id)) {
      invalid(place(entry, "id"), "there is a rule " + id + " already");
      return null;
    }
    return id;
  }

  private <E extends Enum<E>> @Nullable E oneOf(
      Written entry, String key, E[] values, E otherwise) {
    Optional<Written> written = entry.child(key);
    if (written.isEmpty()) {
      return otherwise;
    }
    List<String> words = new ArrayList<>();
    for (E value : values) {
      String word = value.name().toLowerCase(Locale.ROOT);
      if (written.get().text().equals(Optional.of(word))) {
        return value;
      }
      words.add(word);
    }
    invalid(written.get().location(), key + " must be one of " + String.join(", ", words));
    return null;
  }

  private @Nullable Condition condition(Written entry, PolicyRule.Scope scope) {
    String text = required(entry, "expression");
    if (text == null) {
      return null;
    }
    Conditions conditions =
        switch (scope) {
          case CONTRACT -> OVER_CONTRACTS;
          case FIELD -> OVER_FIELDS;
        };
    try {
      return conditions.check(text);
    } catch (ExpressionException e) {
      invalid(place(entry, "expression"), "the expression makes no sense: " + e.getMessage());
      return null;
    }
  }

  private @Nullable String required(Written entry, String key) {
    Optional<String> text = entry.child(key).flatMap(Written::text).filter(t -> !t.isBlank());
    if (text.isEmpty()) {
      invalid(place(entry, key), "a rule needs " + key);
    }
    return text.orElse(null);
  }

  private static Location place(Written entry, String key) {
    return entry.child(key).map(Written::location).orElse(entry.location());
  }

  private void invalid(Location location, String message) {
    findings.add(Finding.error("policy.invalid", location, message));
  }
}
