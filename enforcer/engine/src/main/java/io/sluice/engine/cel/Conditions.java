package io.sluice.engine.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What conditions can name that are not about records on a stream: Java records, by the names and
 * types of their components, and {@code now}. Safe to share between threads.
 */
public final class Conditions {

  private final Environment environment;

  private Conditions(Environment environment) {
    this.environment = environment;
  }

  /**
   * Conditions over Java records.
   *
   * @param names what conditions call each of them; their components are strings, booleans, longs,
   *     doubles, durations, instants, lists and maps of them, records, and objects of any of these
   */
  public static Conditions over(Map<String, Class<? extends Record>> names) {
    Map<String, CelType> types = new LinkedHashMap<>();
    names.forEach(
        (name, type) -> types.put(name, StructTypeReference.create(ViewTypes.name(type))));
    return new Conditions(new Environment(types, new ViewTypes(names.values())));
  }

  /**
   * Checks a condition.
   *
   * @throws ExpressionException where it does not parse, does not fit, or gives no boolean
   */
  public Condition check(String text) throws ExpressionException {
    var tree = environment.check(text);
    CelType result = tree.getResultType();
    if (result.kind() != CelKind.BOOL) {
      throw new ExpressionException(
          "it gives %s; a condition gives a bool".formatted(result.name()));
    }
    return new Condition(environment.program(tree));
  }
}
