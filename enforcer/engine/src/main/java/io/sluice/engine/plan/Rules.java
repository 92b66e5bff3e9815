package io.sluice.engine.plan;

import io.sluice.engine.cel.Expression;
import io.sluice.engine.cel.ExpressionException;
import io.sluice.engine.cel.Expressions;
import io.sluice.engine.cel.Layout;
import io.sluice.engine.cel.Slots;
import io.sluice.engine.cel.Subject;
import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.engine.walk.Demand;
import io.sluice.engine.walk.Judgement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Makes the rules that are expressions ready for one writer schema. */
final class Rules {

  private final Expressions checked;
  private final Layouts layouts = new Layouts();
  private final Map<String, Optional<String>> runs = new LinkedHashMap<>();

  Rules(Expressions checked) {
    this.checked = checked;
  }

  Expressions checked() {
    return checked;
  }

  /** For each rule's id why cel-java runs it; empty where it is compiled. */
  Map<String, Optional<String>> runs() {
    return Collections.unmodifiableMap(runs);
  }

  /** Of the record as a whole. */
  List<Judgement> ofRecord(List<Rule> rules, Schema writer, Schema reader, Slots slots) {
    return judgements(rules, Subject.RECORD, writer, reader, "", slots);
  }

  /**
   * Of a value.
   *
   * @param name how breaches name it; empty for items
   */
  List<Judgement> ofValue(List<Rule> rules, Schema writer, Schema reader, String name) {
    return judgements(rules, Subject.VALUE, writer, reader, name, null);
  }

  private List<Judgement> judgements(
      List<Rule> rules,
      Subject subject,
      Schema writer,
      Schema reader,
      String name,
      @Nullable Slots slots) {
    List<Judgement> judgements = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.constraint() instanceof Constraint.Cel(String text)) {
        Layout layout = layouts.fitting(writer, reader);
        Expression expression = expression(text, subject, reader);
        Expression.Bound bound = expression.bind(layout, slots);
        runs.merge(rule.id(), bound.interpreted(), (known, other) -> known.or(() -> other));
        judgements.add(
            new Judgement(bound.evaluator(), demands(rule, name, expression.messages())));
      }
    }
    return judgements;
  }

  private Expression expression(String text, Subject subject, Schema reader) {
    try {
      return checked.check(text, subject, reader);
    } catch (ExpressionException e) {
      throw new IllegalStateException("an expression that was checked is wrong", e);
    }
  }

  private static List<Demand> demands(Rule rule, String name, List<String> messages) {
    List<Demand> demands = new ArrayList<>();
    Demand broken = Checks.demand(rule, name);
    demands.add(broken);
    demands.add(with(broken, "could not be evaluated, so it does not hold: " + broken.message()));
    messages.forEach(message -> demands.add(with(broken, message)));
    return demands;
  }

  private static Demand with(Demand demand, String message) {
    return new Demand(
        ViolationClass.RULE, demand.rule(), demand.path(), message, demand.severity());
  }
}
