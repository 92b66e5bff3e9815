package io.sluice.engine.contract;

import io.sluice.engine.finding.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object under a contract's {@code schema}: a topic's record, a table, a file.
 *
 * @param physicalName the product topic, where {@code physicalType} is {@code topic}
 * @param physicalType what it is where it is served: {@code topic}, {@code table}, …
 * @param implementation where its Avro schema stands: the {@code url} of the authoritative
 *     definition of type {@code implementation}; null where it names none
 * @param implementationLocation the place of that url; null likewise
 * @param properties its fields
 * @param rules what each record must hold as a whole
 * @param location the place of its name
 */
public record SchemaObject(
    String name,
    @Nullable String physicalName,
    @Nullable String physicalType,
    @Nullable String description,
    @Nullable String implementation,
    @Nullable Location implementationLocation,
    List<Property> properties,
    List<Rule> rules,
    List<CustomProperty> customProperties,
    Location location) {

  public SchemaObject {
    properties = List.copyOf(properties);
    rules = List.copyOf(rules);
    customProperties = List.copyOf(customProperties);
  }

  public boolean isTopic() {
    return "topic".equals(physicalType);
  }

  /** Whether a field of its records holds personal data. */
  public boolean holdsPersonal() {
    return properties.stream().anyMatch(Property::holdsPersonal);
  }

  /** Whether a field of its records is masked. */
  public boolean holdsMasks() {
    return properties.stream().anyMatch(Property::holdsMasks);
  }
}
