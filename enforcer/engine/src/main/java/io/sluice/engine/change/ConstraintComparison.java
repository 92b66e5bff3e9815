package io.sluice.engine.change;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.finding.Location;
import io.sluice.engine.plan.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Compares what two revisions demand of a field, or of a record as a whole. What is only measured
 * is a promise and compared as one; whether a value may be absent is compared with its type.
 */
final class ConstraintComparison {

  private final ChangeLog log;

  ConstraintComparison(ChangeLog log) {
    this.log = log;
  }

  /** The rules of one thing in one revision. */
  private record Rules(String path, List<Rule> rules, Location place) {

    /** An id that differs with the thing's name alone is the same: {@code .minimum} of a field. */
    String key(Rule rule) {
      return rule.id().startsWith(path + ".") ? rule.id().substring(path.length()) : rule.id();
    }

    boolean isDerived(Rule rule) {
      return !path.isEmpty() && rule.id().startsWith(path + ".");
    }
  }

  void compare(
      String path,
      List<Rule> rules,
      Location place,
      String pathNow,
      List<Rule> rulesNow,
      Location placeNow) {
    Rules before = new Rules(path, new ArrayList<>(judging(rules)), place);
    Rules after = new Rules(pathNow, new ArrayList<>(judging(rulesNow)), placeNow);
    pair(before, after, (was, now) -> before.key(was).equals(after.key(now)));
    pair(before, after, (was, now) -> was.constraint().equals(now.constraint()));
    pair(before, after, (was, now) -> Reaches.areAlike(was.constraint(), now.constraint()));
    before.rules().forEach(rule -> removed(rule, after));
    after.rules().forEach(rule -> added(rule, before));
  }

  /** Whether some rules only measure, so that what they say is compared with the promises. */
  static boolean measures(List<Rule> rules) {
    return rules.stream().anyMatch(rule -> rule.constraint() instanceof Constraint.Measure);
  }

  private static List<Rule> judging(List<Rule> rules) {
    return rules.stream()
        .filter(
            rule ->
                !(rule.constraint() instanceof Constraint.Measure)
                    && !(rule.constraint() instanceof Constraint.Required
                        && rule.severity() == RuleSeverity.ERROR))
        .toList();
  }

  /** Compares the rules that belong together, and takes them out. */
  private void pair(Rules before, Rules after, BiPredicate<Rule, Rule> together) {
    for (Rule was : List.copyOf(before.rules())) {
      Optional<Rule> found =
          after.rules().stream().filter(now -> together.test(was, now)).findFirst();
      found.ifPresent(
          now -> {
            before.rules().remove(was);
            after.rules().remove(now);
            compare(before, was, after, now);
          });
    }
  }

  private void compare(Rules before, Rule was, Rules after, Rule now) {
    boolean bothDerived = before.isDerived(was) && after.isDerived(now);
    if (!bothDerived && !before.key(was).equals(after.key(now))) {
      add(
          ChangeKind.RULE_RENAMED,
          was,
          now,
          "rule %s is called %s now: alerts and counts by the old id fall silent"
              .formatted(was.id(), now.id()));
    }
    if (was.constraint() instanceof Constraint.NotOnAStream
        || now.constraint() instanceof Constraint.NotOnAStream) {
      if (!was.constraint().equals(now.constraint())) {
        add(ChangeKind.UNENFORCED_RULE_CHANGED, was, now, "rule " + now.id() + " is another one");
      }
      return;
    }
    boolean enforced = was.severity() == RuleSeverity.ERROR;
    boolean enforcedNow = now.severity() == RuleSeverity.ERROR;
    if (enforced && !enforcedNow) {
      add(
          ChangeKind.CONSTRAINT_DEMOTED,
          was,
          now,
          "%s is a warning now: records that break it reach consumers"
              .formatted(subject(after, now)));
    } else if (!enforced && enforcedNow) {
      add(
          ChangeKind.CONSTRAINT_ENFORCED,
          was,
          now,
          "%s was a warning: records that break it are kept back now"
              .formatted(subject(after, now)));
    }
    Reach reach = Reaches.of(was.constraint(), now.constraint());
    if (reach == Reach.SAME) {
      return;
    }
    String what =
        "%s %s (was: %s)"
            .formatted(
                subject(after, now),
                Sentences.demanding(now.constraint()),
                Sentences.demanding(was.constraint()));
    if (!enforced || !enforcedNow) {
      if (!enforced && !enforcedNow) {
        add(ChangeKind.WARNING_CHANGED, was, now, what);
      }
      return;
    }
    switch (reach) {
      case SAME -> {}
      case WIDER ->
          add(
              ChangeKind.CONSTRAINT_WIDENED,
              was,
              now,
              what + ": consumers get records that were kept from them");
      case NARROWER ->
          add(
              ChangeKind.CONSTRAINT_NARROWED,
              was,
              now,
              what + ": records that passed are kept back");
      case OTHER -> add(ChangeKind.CONSTRAINT_CHANGED, was, now, what);
    }
  }

  private void removed(Rule rule, Rules after) {
    boolean enforced = rule.severity() == RuleSeverity.ERROR;
    ChangeKind kind =
        rule.constraint() instanceof Constraint.NotOnAStream
            ? ChangeKind.UNENFORCED_RULE_CHANGED
            : enforced ? ChangeKind.CONSTRAINT_REMOVED : ChangeKind.WARNING_REMOVED;
    log.add(
        kind,
        rule.id(),
        rule.location(),
        after.place(),
        "rule %s is gone; it said: %s"
            .formatted(rule.id(), Sentences.demanding(rule.constraint())));
  }

  private void added(Rule rule, Rules before) {
    boolean enforced = rule.severity() == RuleSeverity.ERROR;
    ChangeKind kind =
        rule.constraint() instanceof Constraint.NotOnAStream
            ? ChangeKind.UNENFORCED_RULE_CHANGED
            : enforced ? ChangeKind.CONSTRAINT_ADDED : ChangeKind.WARNING_ADDED;
    log.add(
        kind,
        rule.id(),
        before.place(),
        rule.location(),
        "rule %s is new; it says: %s%s"
            .formatted(
                rule.id(),
                Sentences.demanding(rule.constraint()),
                kind == ChangeKind.CONSTRAINT_ADDED
                    ? "; records that break it are kept back"
                    : ""));
  }

  private static String subject(Rules rules, Rule rule) {
    return rules.isDerived(rule) ? rules.path() : "rule " + rule.id();
  }

  private void add(ChangeKind kind, Rule was, Rule now, String message) {
    log.add(kind, now.id(), was.location(), now.location(), message);
  }
}
