package io.sluice.engine.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A condition that was checked. Safe to share between threads. */
public final class Condition {

  private final CelRuntime.Program program;

  Condition(CelRuntime.Program program) {
    this.program = program;
  }

  /**
   * Whether it holds.
   *
   * @param values of every name that it was checked with
   * @throws ExpressionException where that can't be told; says why
   */
  public boolean holds(Map<String, ? extends Record> values, Instant now)
      throws ExpressionException {
    Map<String, Object> variables = new HashMap<>();
    values.forEach((name, value) -> variables.put(name, new ViewValue(value)));
    variables.put(Environment.NOW, now);
    try {
      if (program.eval(variables) instanceof Boolean holds) {
        return holds;
      }
    } catch (CelEvaluationException e) {
      throw new ExpressionException(String.valueOf(e.getMessage()));
    }
    throw new ExpressionException("it gave no boolean");
  }
}
