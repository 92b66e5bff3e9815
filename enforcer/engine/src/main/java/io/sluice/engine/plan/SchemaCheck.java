package io.sluice.engine.plan;

import io.sluice.engine.cel.ExpressionException;
import io.sluice.engine.cel.Expressions;
import io.sluice.engine.cel.Subject;
import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Holds a contract's fields and rules against the Avro schema that it names. */
final class SchemaCheck {

  private final List<Finding> findings = new ArrayList<>();
  private final Expressions expressions;

  private SchemaCheck(Expressions expressions) {
    this.expressions = expressions;
  }

  static List<Finding> findings(SchemaObject object, Schema schema, Expressions expressions) {
    SchemaCheck check = new SchemaCheck(expressions);
    if (schema.getType() != Schema.Type.RECORD) {
      check.findings.add(
          Finding.error(
              "schema.notARecord",
              object.implementationLocation() == null
                  ? object.location()
                  : object.implementationLocation(),
              "the Avro schema is " + schema.getType().getName() + ", not a record"));
      return check.findings;
    }
    for (Rule rule : object.rules()) {
      for (Constraint constraint : judgingValues(rule)) {
        if (constraint instanceof Constraint.Cel(String text)) {
          check.expression(rule, text, Subject.RECORD, schema);
        }
      }
    }
    check.fields(object.properties(), schema, "");
    return check.findings;
  }

  /** What a rule holds each value to, whether a breach routes or is only measured. */
  private static List<Constraint> judgingValues(Rule rule) {
    return rule.constraint() instanceof Constraint.Measure measure
        ? measure.values()
        : List.of(rule.constraint());
  }

  private void fields(List<Property> properties, Schema schema, String path) {
    for (Property property : properties) {
      String at = path.isEmpty() ? property.name() : path + "." + property.name();
      Schema.Field field = schema.getField(property.name());
      if (field == null) {
        findings.add(
            Finding.error(
                "schema.unknownField",
                property.location(),
                "the Avro schema %s has no field %s; it has %s"
                    .formatted(
                        schema.getFullName(),
                        at,
                        String.join(
                            ", ", schema.getFields().stream().map(Schema.Field::name).toList()))));
      } else {
        value(property, field.schema(), at);
      }
    }
  }

  private void value(Property property, Schema schema, String path) {
    List<Schema> types = Compatibility.valueTypes(schema);
    LogicalType logicalType = property.logicalType();
    if (logicalType != null && types.stream().noneMatch(t -> stores(t, logicalType))) {
      findings.add(
          Finding.error(
              "schema.typeMismatch",
              property.location(),
              path
                  + " is "
                  + logicalType.word()
                  + " in the contract and "
                  + Compatibility.describe(schema)
                  + " in the Avro schema"));
      return;
    }
    below(property, schema, types, path);
    for (Rule rule : property.rules()) {
      for (Constraint constraint : judgingValues(rule)) {
        if (constraint instanceof Constraint.Cel(String text)) {
          types.forEach(type -> expression(rule, text, Subject.VALUE, type));
        }
        String reason = inapplicable(constraint, property.rules(), types);
        if (reason != null) {
          unenforceable(rule, reason);
        }
      }
      if (rule.constraint() instanceof Constraint.Temporal temporal
          && temporal.format() != null
          && !holds(types, Schema.Type.STRING)) {
        findings.add(
            Finding.info(
                "rule.notEnforced",
                rule.location(),
                "the format of "
                    + path
                    + " says how values are written as text, and Avro's "
                    + Compatibility.describe(schema)
                    + " is not"));
      }
    }
    for (Schema type : types) {
      Property items = property.items();
      switch (type.getType()) {
        case RECORD -> fields(property.properties(), type, path);
        case ARRAY -> {
          if (items != null) {
            value(items, type.getElementType(), path);
          }
        }
        case MAP -> {
          if (items != null) {
            value(items, type.getValueType(), path);
          }
        }
        default -> {}
      }
    }
  }

  /** Rules below a field whose type has nothing below it would never run. */
  private void below(Property property, Schema schema, List<Schema> types, String path) {
    Property items = property.items();
    if (items != null && !holds(types, Schema.Type.ARRAY, Schema.Type.MAP)) {
      nothingBelow(items, "items", schema, path);
    }
    if (!property.properties().isEmpty() && !holds(types, Schema.Type.RECORD)) {
      nothingBelow(property.properties().getFirst(), "properties", schema, path);
    }
  }

  private static boolean holds(List<Schema> types, Schema.Type... wanted) {
    return types.stream().anyMatch(type -> List.of(wanted).contains(type.getType()));
  }

  private void nothingBelow(Property below, String what, Schema schema, String path) {
    findings.add(
        Finding.error(
            "schema.typeMismatch",
            below.location(),
            path
                + " has "
                + what
                + " in the contract and is "
                + Compatibility.describe(schema)
                + " in the Avro schema"));
  }

  private void unenforceable(Rule rule, String reason) {
    findings.add(
        Finding.error(
            "rule.unenforceable",
            rule.location(),
            "rule " + rule.id() + " can't be enforced: " + reason));
  }

  private void expression(Rule rule, String text, Subject subject, Schema type) {
    try {
      if (expressions.check(text, subject, type).computesMessages()) {
        findings.add(
            Finding.warning(
                "rule.computedMessage",
                rule.location(),
                "rule "
                    + rule.id()
                    + " computes a message, which nobody is shown since it may hold a record's"
                    + " values; a string that stands in the expression as it is is shown"));
      }
    } catch (ExpressionException e) {
      unenforceable(rule, Objects.requireNonNull(e.getMessage()));
    }
  }

  /** Why a constraint applies to none of a field's types; null where it applies to one. */
  private static @Nullable String inapplicable(
      Constraint constraint, List<Rule> rules, List<Schema> types) {
    String reason = null;
    for (Schema type : types) {
      reason = Checks.inapplicable(constraint, rules, type);
      if (reason == null) {
        return null;
      }
    }
    return reason;
  }

  /** Whether an Avro type can hold what the standard's type means. */
  private static boolean stores(Schema schema, LogicalType logicalType) {
    org.apache.avro.LogicalType meaning = Compatibility.meaning(schema);
    String name = meaning == null ? "" : meaning.getName();
    boolean text = schema.getType() == Schema.Type.STRING;
    return switch (logicalType) {
      case STRING -> text || schema.getType() == Schema.Type.ENUM || Compatibility.isUuid(schema);
      case DATE -> text || name.equals("date");
      case TIME -> text || name.startsWith("time-");
      case TIMESTAMP ->
          text || name.startsWith("timestamp-") || name.startsWith("local-timestamp-");
      case INTEGER -> schema.getType() == Schema.Type.INT || schema.getType() == Schema.Type.LONG;
      case NUMBER ->
          switch (ValueKind.of(schema)) {
            case WHOLE -> meaning == null;
            case FLOATING, DECIMAL -> true;
            default -> false;
          };
      case OBJECT -> schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.MAP;
      case ARRAY -> schema.getType() == Schema.Type.ARRAY;
      case BOOLEAN -> schema.getType() == Schema.Type.BOOLEAN;
    };
  }
}
