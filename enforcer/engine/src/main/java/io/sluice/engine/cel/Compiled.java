package io.sluice.engine.cel;

import dev.cel.common.ast.CelExpr;
import io.sluice.engine.walk.Evaluator;
import io.sluice.engine.walk.Scratch;
import io.sluice.engine.walk.Walk;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The results of compiled expressions. */
final class Compiled {

  private Compiled() {}

  /** The evaluator of an expression that gives a boolean or a string. */
  static Evaluator of(CelExpr expression, NodeCompiler nodes, List<String> messages)
      throws UncompilableException {
    Evaluator result = result(expression, nodes, messages);
    return (walk, at) -> {
      walk.scratch().begin(at);
      return result.judge(walk, at);
    };
  }

  private static Evaluator result(CelExpr expression, NodeCompiler nodes, List<String> messages)
      throws UncompilableException {
    if (Expression.literal(expression).isPresent()) {
      int result = Results.ofText(Expression.literal(expression).orElseThrow(), messages);
      return (walk, at) -> result;
    }
    List<CelExpr> branches = Expression.branches(expression);
    if (!branches.isEmpty()) {
      Node.Truth condition = nodes.truth(expression.call().args().getFirst());
      Evaluator then = result(branches.get(0), nodes, messages);
      Evaluator otherwise = result(branches.get(1), nodes, messages);
      return (walk, at) -> {
        boolean holds = condition.holds(walk);
        return walk.scratch().failed()
            ? Evaluator.FAILED
            : (holds ? then : otherwise).judge(walk, at);
      };
    }
    return switch (nodes.compile(expression)) {
      case Node.Truth truth ->
          (walk, at) -> {
            boolean holds = truth.holds(walk);
            return walk.scratch().failed()
                ? Evaluator.FAILED
                : holds ? Evaluator.HOLDS : Evaluator.BROKEN;
          };
      case Node.Text text -> {
        int register = nodes.register(1);
        yield (walk, at) -> ofText(walk, text, register, messages);
      }
      default -> throw new UncompilableException("it may give null");
    };
  }

  private static int ofText(Walk walk, Node.Text text, int register, List<String> messages) {
    Scratch scratch = walk.scratch();
    text.read(walk, register);
    if (scratch.failed()) {
      return Evaluator.FAILED;
    }
    if (scratch.textLength(register) == 0) {
      return Evaluator.HOLDS;
    }
    return Results.ofText(
        new String(
            scratch.textBytes(register),
            scratch.textOffset(register),
            scratch.textLength(register),
            StandardCharsets.UTF_8),
        messages);
  }
}
