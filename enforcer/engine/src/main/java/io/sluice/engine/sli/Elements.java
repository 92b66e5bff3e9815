package io.sluice.engine.sli;

import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of the topic's records, as promises name them. */
final class Elements {

  private final SchemaObject object;
  private final PromiseReport report;

  Elements(SchemaObject object, PromiseReport report) {
    this.object = object;
    this.report = report;
  }

  /**
   * The path of the field that says when a record happened; null, with a finding, where it does
   * not.
   *
   * @param element with or without the object's name before it
   */
  @Nullable String time(String element, Location at) {
    if (element.contains(",")) {
      report.severalElements(at);
      return null;
    }
    String path = path(element);
    Optional<Property> field = field(object.properties(), path);
    if (field.isEmpty()) {
      report.unknownElement(at, element, names());
      return null;
    }
    LogicalType type = field.get().logicalType();
    if (type != null && type != LogicalType.TIMESTAMP && type != LogicalType.DATE) {
      report.noTime(at, element);
      return null;
    }
    return path;
  }

  /** The path of any field; null, with a finding, where there is none. */
  @Nullable String key(String element, Location at) {
    String path = path(element);
    if (field(object.properties(), path).isEmpty()) {
      report.key(at, element);
      return null;
    }
    return path;
  }

  private String path(String element) {
    String stripped = element.strip();
    String prefix = object.name() + ".";
    return stripped.startsWith(prefix) && field(object.properties(), stripped).isEmpty()
        ? stripped.substring(prefix.length())
        : stripped;
  }

  /** A field of records within records; those within arrays have no one value. */
  private static Optional<Property> field(List<Property> properties, String path) {
    for (Property property : properties) {
      if (path.equals(property.name())) {
        return Optional.of(property);
      } else if (path.startsWith(property.name() + ".")) {
        return field(property.properties(), path.substring(property.name().length() + 1));
      }
    }
    return Optional.empty();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    object.properties().forEach(p -> names.add(object.name() + "." + p.name()));
    object.properties().forEach(p -> names.add(p.name()));
    return names;
  }
}
