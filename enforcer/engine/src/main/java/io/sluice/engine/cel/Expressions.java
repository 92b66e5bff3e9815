package io.sluice.engine.cel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** The expressions of one contract, each checked once. Safe to share between threads. */
public final class Expressions {

  private final boolean compiles;
  private final Map<EnvironmentKey, Environment> environments = new ConcurrentHashMap<>();
  private final Map<Key, Expression> expressions = new ConcurrentHashMap<>();

  private record EnvironmentKey(Subject subject, Schema schema) {}

  private record Key(String text, EnvironmentKey environment) {}

  private Expressions(boolean compiles) {
    this.compiles = compiles;
  }

  /** Expressions that are compiled where they can be. */
  public static Expressions compiling() {
    return new Expressions(true);
  }

  /** Expressions that cel-java runs, all of them: what the compiled ones are held against. */
  public static Expressions interpreting() {
    return new Expressions(false);
  }

  /**
   * Checks an expression against the type that it is about.
   *
   * @param schema the contract's schema of what it is about, not a union
   * @throws ExpressionException where it does not parse, does not fit, or gives no result of a rule
   */
  public Expression check(String text, Subject subject, Schema schema) throws ExpressionException {
    EnvironmentKey environment = new EnvironmentKey(subject, schema);
    Key key = new Key(text, environment);
    Expression known = expressions.get(key);
    if (known != null) {
      return known;
    }
    Expression checked =
        Expression.of(
            text,
            environments.computeIfAbsent(
                environment, k -> new Environment(k.subject(), k.schema())),
            compiles);
    expressions.put(key, checked);
    return checked;
  }
}
