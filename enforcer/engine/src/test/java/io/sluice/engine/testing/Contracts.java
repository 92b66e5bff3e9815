package io.sluice.engine.testing;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Masking;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.contract.Status;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contracts of one topic object, with just what a test is about. */
public final class Contracts {

  private static final Location NOWHERE = Location.startOf("test.odcs.yaml");

  private Contracts() {}

  /** A contract whose object has these fields. */
  public static Contract of(Property... properties) {
    return of(List.of(), properties);
  }

  /** A contract with custom properties. */
  public static Contract of(List<CustomProperty> customProperties, Property... properties) {
    return of(List.of(), customProperties, properties);
  }

  /** A contract whose object as a whole has expressions as rules, named {@code rule.<number>}. */
  public static Contract holding(String... expressions) {
    List<Rule> rules = new ArrayList<>();
    for (String expression : expressions) {
      rules.add(
          new Rule(
              "rule." + rules.size(),
              new Constraint.Cel(expression),
              RuleSeverity.ERROR,
              null,
              NOWHERE));
    }
    return of(rules, List.of());
  }

  private static Contract of(
      List<Rule> rules, List<CustomProperty> customProperties, Property... properties) {
    SchemaObject object =
        new SchemaObject(
            "thing",
            "test.thing.v1",
            "topic",
            null,
            "thing.avsc",
            NOWHERE,
            List.of(properties),
            rules,
            List.of(),
            NOWHERE);
    return new Contract(
        "test.thing",
        ContractVersion.parse("1.0.0").orElseThrow(),
        Status.ACTIVE,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(object),
        null,
        null,
        List.of(),
        customProperties,
        NOWHERE);
  }

  public static CustomProperty custom(String name, Object value) {
    return new CustomProperty(name, Written.of(value, NOWHERE));
  }

  /** A field with constraints, whose rules are named {@code <path>.<number>}. */
  public static Property field(String path, Constraint... constraints) {
    return property(path, RuleSeverity.ERROR, List.of(), null, constraints);
  }

  /** A field whose values are masked. */
  public static Property masked(String name, Mask mask) {
    return new Property(
        name,
        null,
        null,
        null,
        null,
        false,
        false,
        false,
        null,
        true,
        new Masking(mask, NOWHERE),
        List.of(),
        List.of(),
        null,
        List.of(),
        NOWHERE);
  }

  /** A field whose rules only flag. */
  public static Property flagged(String path, Constraint... constraints) {
    return property(path, RuleSeverity.WARNING, List.of(), null, constraints);
  }

  /** A nested record. */
  public static Property nested(String path, Property... properties) {
    return property(path, RuleSeverity.ERROR, List.of(properties), null);
  }

  /** An array. */
  public static Property array(String path, @Nullable Property items, Constraint... constraints) {
    return property(path, RuleSeverity.ERROR, List.of(), items, constraints);
  }

  private static Property property(
      String path,
      RuleSeverity severity,
      List<Property> properties,
      @Nullable Property items,
      Constraint... constraints) {
    List<Rule> rules = new ArrayList<>();
    for (Constraint constraint : constraints) {
      String word = constraint.getClass().getSimpleName();
      rules.add(
          new Rule(
              path + "." + Character.toLowerCase(word.charAt(0)) + word.substring(1),
              constraint,
              severity,
              null,
              NOWHERE));
    }
    return Property.demanding(
        path.substring(path.lastIndexOf('.') + 1), rules, properties, items, NOWHERE);
  }
}
