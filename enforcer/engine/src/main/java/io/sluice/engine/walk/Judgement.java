package io.sluice.engine.walk;

import java.util.List;

/**
 * A rule that is an expression.
 *
 * @param demands what is reported for each result of the evaluator but {@link Evaluator#HOLDS}
 */
public record Judgement(Evaluator evaluator, List<Demand> demands) {

  public Judgement {
    demands = List.copyOf(demands);
  }

  void judge(Walk walk, int at) {
    int result = evaluator.judge(walk, at);
    if (result != Evaluator.HOLDS) {
      walk.breach(demands.get(result));
    }
  }
}
