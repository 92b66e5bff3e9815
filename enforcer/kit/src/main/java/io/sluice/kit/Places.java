package io.sluice.kit;

import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Location;
import io.sluice.engine.verdict.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where in a contract stands what an event breaks: the rule, else the field that it is about, else
 * the object.
 */
final class Places {

  /** Which item of an array, or which key of a map: {@code [2]}, {@code ["a"]}, {@code [*]}. */
  private static final Pattern WITHIN = Pattern.compile("\\[(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\\]]*)]");

  private final Map<String, Location> byRule = new HashMap<>();
  private final Map<String, Location> byPath = new HashMap<>();
  private final Location object;

  Places(SchemaObject object) {
    this.object = object.location();
    add(object.rules());
    add(object.properties(), "");
  }

  private void add(List<Rule> rules) {
    rules.forEach(rule -> byRule.putIfAbsent(rule.id(), rule.location()));
  }

  private void add(List<Property> properties, String before) {
    for (Property property : properties) {
      String path = before + property.name();
      byPath.putIfAbsent(path, property.location());
      addWithin(property, path);
    }
  }

  private void addWithin(Property property, String path) {
    add(property.rules());
    add(property.properties(), path + ".");
    Property items = property.items();
    if (items != null) {
      addWithin(items, path);
    }
  }

  Location of(Violation violation) {
    Location rule = byRule.get(violation.rule());
    if (rule != null) {
      return rule;
    }
    String path = WITHIN.matcher(violation.path()).replaceAll("");
    while (!path.isEmpty()) {
      Location field = byPath.get(path);
      if (field != null) {
        return field;
      }
      path = path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
    return object;
  }
}
