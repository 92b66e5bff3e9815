package io.sluice.engine.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import io.sluice.engine.text.BytePattern;
import io.sluice.engine.text.InvalidPatternException;
import io.sluice.engine.walk.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule in the Common Expression Language, checked against the types that it is about. Its result
 * is a boolean, or a string that says what is wrong and is empty where nothing is. Immutable and
 * safe to share between threads.
 *
 * <p>A string is shown to people where it stands in the expression as it is; one that the
 * expression computes is not, since it may hold a record's values.
 */
public final class Expression {

  /** Nullable ones are among them; one of an unknown type is seen when it is there. */
  private static final Set<CelKind> RESULTS = Set.of(CelKind.BOOL, CelKind.STRING, CelKind.DYN);

  private final Environment environment;
  private final CelAbstractSyntaxTree tree;
  private final boolean compiles;
  private final List<String> messages = new ArrayList<>();

  private Expression(Environment environment, CelAbstractSyntaxTree tree, boolean compiles) {
    this.environment = environment;
    this.tree = tree;
    this.compiles = compiles;
  }

  /**
   * Checks a condition over a record whose schema is not known: that it parses, that there are the
   * functions that it calls, and that it can give a boolean.
   *
   * @throws ExpressionException where it does not
   */
  public static void requireCondition(String text) throws ExpressionException {
    CelType result = Environment.ofAnything().check(text).getResultType();
    if (result.kind() != CelKind.BOOL && result.kind() != CelKind.DYN) {
      throw new ExpressionException(
          "it gives %s; a condition gives a bool".formatted(result.name()));
    }
  }

  static Expression of(String text, Environment environment, boolean compiles)
      throws ExpressionException {
    Expression expression = new Expression(environment, environment.check(text), compiles);
    CelType result = expression.tree.getResultType();
    if (!RESULTS.contains(result.kind())) {
      throw new ExpressionException(
          "it gives %s; a rule gives a bool, or a string that says what is wrong"
              .formatted(result.name()));
    }
    requireWrittenPatterns(expression.tree);
    expression.collectMessages(expression.tree.getExpr());
    return expression;
  }

  /**
   * A pattern that a record brings along could be any, and is read anew for each record; one that
   * RE2 has not would fail on each.
   */
  private static void requireWrittenPatterns(CelAbstractSyntaxTree tree)
      throws ExpressionException {
    List<Optional<String>> patterns =
        CelNavigableAst.fromAst(tree)
            .getRoot()
            .allNodes()
            .map(CelNavigableExpr::expr)
            .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
            .map(CelExpr::call)
            .filter(call -> call.function().equals("matches"))
            .map(call -> literal(call.args().getLast()))
            .toList();
    for (Optional<String> pattern : patterns) {
      try {
        BytePattern.requireRe2(
            pattern.orElseThrow(
                () ->
                    new ExpressionException(
                        "the pattern of matches must stand in the rule as it is")));
      } catch (InvalidPatternException e) {
        throw new ExpressionException("RE2 can't run its pattern: " + e.getMessage());
      }
    }
  }

  /** The strings that the expression can give as they stand in it. */
  private void collectMessages(CelExpr result) {
    literal(result)
        .filter(text -> !text.isEmpty() && !messages.contains(text))
        .ifPresent(messages::add);
    for (CelExpr branch : branches(result)) {
      collectMessages(branch);
    }
  }

  /** The string that an expression is. */
  static Optional<String> literal(CelExpr expression) {
    return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expression.constant().stringValue())
        : Optional.empty();
  }

  /** The two results of a conditional; none of anything else. */
  static List<CelExpr> branches(CelExpr expression) {
    return expression.getKind() == CelExpr.ExprKind.Kind.CALL
            && expression.call().function().equals("_?_:_")
        ? expression.call().args().subList(1, 3)
        : List.of();
  }

  /** What the expression can say is wrong, beyond that it does not hold. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  /** Whether it gives a string that it computes, which nobody is shown. */
  public boolean computesMessages() {
    return tree.getResultType().kind() != CelKind.BOOL && computes(tree.getExpr());
  }

  private static boolean computes(CelExpr result) {
    List<CelExpr> branches = branches(result);
    return branches.isEmpty()
        ? literal(result).isEmpty()
        : branches.stream().anyMatch(Expression::computes);
  }

  /**
   * An expression made ready for the bytes of one writer.
   *
   * @param evaluator runs it
   * @param interpreted why cel-java runs it, on decoded values; empty where it is compiled
   */
  public record Bound(Evaluator evaluator, Optional<String> interpreted) {}

  /**
   * Makes it ready for values that lie in the bytes as a layout says.
   *
   * @param slots takes the root fields whose places it reads; null where the value is not the
   *     record that a walk goes over
   */
  public Bound bind(Layout layout, @Nullable Slots slots) {
    if (!compiles) {
      return interpret(layout, "nothing is compiled");
    }
    try {
      NodeCompiler nodes = new NodeCompiler(tree, environment, layout, slots);
      return new Bound(Compiled.of(tree.getExpr(), nodes, messages), Optional.empty());
    } catch (UncompilableException e) {
      return interpret(layout, Objects.requireNonNull(e.getMessage()));
    }
  }

  private Bound interpret(Layout layout, String reason) {
    return new Bound(
        new Interpreted(environment.program(tree), layout, messages), Optional.of(reason));
  }
}
