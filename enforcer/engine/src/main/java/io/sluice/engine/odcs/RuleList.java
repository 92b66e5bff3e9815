package io.sluice.engine.odcs;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.finding.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of one field, or of an object as a whole, as they are read. */
final class RuleList {

  /** What the ids of Sluice's own rules begin with. */
  private static final List<String> RESERVED = List.of("structure.", "schema.", "framing.");

  private final String path;
  private final boolean isOfItems;
  private final Set<String> ids;
  private final Report report;
  private final List<Rule> rules = new ArrayList<>();

  /**
   * @param path the field's dotted name, without array indexes
   * @param isOfItems whether the field is what an array holds, which has the array's path
   * @param ids the ids that the object's rules have so far
   */
  RuleList(String path, boolean isOfItems, Set<String> ids, Report report) {
    this.path = path;
    this.isOfItems = isOfItems;
    this.ids = ids;
    this.report = report;
  }

  String path() {
    return path;
  }

  /** The rules, in the order of the document. */
  List<Rule> rules() {
    return rules.stream().sorted(Comparator.comparing(Rule::location)).toList();
  }

  /** Adds a rule that a key of the standard states, such as {@code minimum}. */
  void add(String word, Constraint constraint, Location location) {
    rules.add(new Rule(derivedId(word, location), constraint, RuleSeverity.ERROR, null, location));
  }

  /** Adds what a quality rule demands; a rule that demands several things has one id for them. */
  void add(
      Fields quality,
      String word,
      RuleSeverity severity,
      @Nullable String description,
      List<? extends Constraint> constraints) {
    String id = id(quality, word);
    for (Constraint constraint : constraints) {
      rules.add(new Rule(id, constraint, severity, description, quality.location()));
    }
  }

  /** Adds a rule that is never run: others may have its id. */
  void addAside(Fields quality, String word, Constraint.NotOnAStream constraint) {
    rules.add(
        new Rule(
            name(quality, word),
            constraint,
            RuleSeverity.ERROR,
            quality.text("description"),
            quality.location()));
  }

  /** Claims the id of a quality rule: what the rule gives, else the path with a word. */
  private String id(Fields quality, String word) {
    String key = givenBy(quality);
    if (key == null) {
      return derivedId(word, quality.location());
    }
    String id = quality.text(key, "");
    if (RESERVED.stream().anyMatch(id::startsWith)) {
      report.reservedRule(quality.location(key), id);
    } else if (!ids.add(id)) {
      report.duplicateRule(quality.location(key), id);
    }
    return id;
  }

  /** What a finding calls a quality rule, which need not become one of this list. */
  String name(Fields quality, String word) {
    String key = givenBy(quality);
    return key == null ? path + "." + word : quality.text(key, "");
  }

  private static @Nullable String givenBy(Fields quality) {
    for (String key : List.of("id", "name")) {
      if (!quality.text(key, "").isBlank()) {
        return key;
      }
    }
    return null;
  }

  private String derivedId(String word, Location location) {
    String id = path + "." + word;
    if (ids.add(id)) {
      return id;
    }
    // An array and its items can both demand the same, and neither can be named otherwise.
    String ofItems = path + ".items." + word;
    if (!isOfItems || !ids.add(ofItems)) {
      report.duplicateRule(location, id);
    }
    return isOfItems ? ofItems : id;
  }
}
