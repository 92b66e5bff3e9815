package io.sluice.engine.plan;

import io.sluice.engine.cel.Expression;
import io.sluice.engine.cel.ExpressionException;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.contract.Property;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Population;
import io.sluice.engine.sli.Promises;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Holds the fields that promises name against the Avro schema: times are times, keys compare. */
final class PromiseCheck {

  private final List<Property> properties;
  private final Schema schema;
  private final List<Finding> findings = new ArrayList<>();

  private PromiseCheck(List<Property> properties, Schema schema) {
    this.properties = properties;
    this.schema = schema;
  }

  static List<Finding> findings(Promises promises, List<Property> properties, Schema schema) {
    PromiseCheck check = new PromiseCheck(properties, schema);
    if (schema.getType() == Schema.Type.RECORD) {
      promises.indicators().forEach(check::indicator);
    }
    return check.findings.stream().distinct().toList();
  }

  private void indicator(Indicator indicator) {
    Location at = indicator.promise().location();
    String eventTime = indicator.promise().eventTime();
    if (eventTime != null) {
      field(eventTime)
          .filter(field -> !field.isTime())
          .ifPresent(
              field ->
                  error(
                      "promise.noTime",
                      at,
                      "%s takes %s for the time of an event, which is %s in the Avro schema%s"
                          .formatted(
                              indicator.id(),
                              eventTime,
                              Compatibility.describe(field.schema()),
                              field.isText() ? "; give it logicalType: timestamp or date" : "")));
    }
    if (indicator instanceof Indicator.Coverage coverage
        && coverage.population() instanceof Population.Topic reference) {
      reference(reference, at);
    }
    for (String key : indicator.key()) {
      field(key)
          .filter(field -> field.property().personal())
          .ifPresent(
              field ->
                  findings.add(
                      Finding.warning(
                          "promise.personalKey",
                          at,
                          ("%s counts by %s, which is personal data: hashes of it are kept, and who"
                                  + " can guess a value can tell whether it was there")
                              .formatted(indicator.id(), key))));
      field(key)
          .filter(field -> !field.isKey())
          .ifPresent(
              field ->
                  error(
                      "promise.noKey",
                      at,
                      "%s tells records apart by %s, which is %s in the Avro schema: keys are single values"
                          .formatted(indicator.id(), key, Compatibility.describe(field.schema()))));
    }
  }

  /** Of a reference topic no schema is known here. */
  private void reference(Population.Topic reference, Location at) {
    if (reference.condition().isPresent()) {
      try {
        Expression.requireCondition(reference.condition().get());
      } catch (ExpressionException e) {
        error("promise.condition", at, "the population's condition is wrong: " + e.getMessage());
        return;
      }
    }
    if (reference.condition().isPresent() || reference.key().isPresent()) {
      findings.add(
          Finding.info(
              "promise.reference",
              at,
              "whether the records of %s have what the population asks of them is seen when they are read"
                  .formatted(reference.topic())));
    }
  }

  private void error(String rule, Location at, String message) {
    findings.add(Finding.error(rule, at, message));
  }

  /** A field of the contract with its schema. */
  private record Field(Property property, Schema schema) {

    boolean isTime() {
      return Compatibility.valueTypes(schema).stream()
          .allMatch(
              type -> {
                String meaning = meaning(type);
                return meaning.equals("date")
                    || meaning.startsWith("timestamp-")
                    || meaning.startsWith("local-timestamp-")
                    || (type.getType() == Schema.Type.STRING && saysTime());
              });
    }

    private boolean saysTime() {
      LogicalType type = property.logicalType();
      return type == LogicalType.TIMESTAMP || type == LogicalType.DATE;
    }

    boolean isText() {
      return Compatibility.valueTypes(schema).stream()
          .anyMatch(type -> type.getType() == Schema.Type.STRING);
    }

    boolean isKey() {
      return Compatibility.valueTypes(schema).stream()
          .noneMatch(
              type ->
                  switch (type.getType()) {
                    case RECORD, ARRAY, MAP, UNION, NULL -> true;
                    default -> false;
                  });
    }

    private static String meaning(Schema type) {
      org.apache.avro.LogicalType meaning = Compatibility.meaning(type);
      return meaning == null ? "" : meaning.getName();
    }
  }

  /** A field by its path; empty where the schema has none, which is a finding of its own. */
  private Optional<Field> field(String path) {
    List<Property> among = properties;
    @Nullable Schema record = schema;
    String rest = path;
    while (record != null) {
      Property property = named(among, rest);
      Schema.Field field = property == null ? null : record.getField(property.name());
      if (property == null || field == null) {
        return Optional.empty();
      } else if (rest.equals(property.name())) {
        return Optional.of(new Field(property, field.schema()));
      }
      rest = rest.substring(property.name().length() + 1);
      among = property.properties();
      record =
          Compatibility.valueTypes(field.schema()).stream()
              .filter(type -> type.getType() == Schema.Type.RECORD)
              .findFirst()
              .orElse(null);
    }
    return Optional.empty();
  }

  private static @Nullable Property named(List<Property> among, String path) {
    return among.stream()
        .filter(p -> path.equals(p.name()) || path.startsWith(p.name() + "."))
        .findFirst()
        .orElse(null);
  }
}
