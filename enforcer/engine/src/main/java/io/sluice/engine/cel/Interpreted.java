package io.sluice.engine.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import io.sluice.engine.walk.Evaluator;
import io.sluice.engine.walk.Walk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs an expression by cel-java, on values that are decoded as it asks for them. */
final class Interpreted implements Evaluator {

  private final CelRuntime.Program program;
  private final Layout layout;
  private final List<String> messages;

  Interpreted(CelRuntime.Program program, Layout layout, List<String> messages) {
    this.program = program;
    this.layout = layout;
    this.messages = List.copyOf(messages);
  }

  @Override
  public int judge(Walk walk, int at) {
    Object result;
    try {
      result = program.eval(variables(walk, at));
    } catch (CelEvaluationException e) {
      return FAILED;
    } catch (RuntimeException e) {
      // cel-java wraps what its functions throw, but not what a variable's decoding throws.
      return FAILED;
    }
    if (result instanceof Boolean holds) {
      return holds ? HOLDS : BROKEN;
    }
    if (result instanceof String text) {
      return Results.ofText(text, messages);
    }
    return FAILED;
  }

  private CelVariableResolver variables(Walk walk, int at) {
    return name ->
        name.equals(Environment.NOW)
            ? Optional.of(Instant.ofEpochMilli(walk.now()))
            : name.equals(Environment.VALUE) || Environment.RECORD.contains(name)
                ? Optional.of(layout.decode(walk.bytes(), at))
                : Optional.empty();
  }
}
