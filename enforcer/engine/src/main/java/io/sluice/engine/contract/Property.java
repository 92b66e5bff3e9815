package io.sluice.engine.contract;

import io.sluice.engine.finding.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record, and what the contract demands of its values.
 *
 * @param name the field's name in the Avro schema
 * @param physicalName its name where it is stored otherwise; null where the contract gives none
 * @param logicalType the standard's type; null where the contract leaves it to the schema
 * @param required whether null is a violation
 * @param unique whether duplicates are measured (never routed)
 * @param primaryKey whether it is part of the record's key
 * @param classification how sensitive its values are: the more sensitive of what the contract says
 *     here and of what is around it; null where it says neither
 * @param personal whether its values are personal data, by a mark here or around it
 * @param masking what consumers get instead of its values; null where they get these
 * @param rules the demands on its values, {@code required} among them, in the order of the document
 * @param properties the fields of a nested record; empty for anything else
 * @param items the elements of an array; null for anything else
 * @param location the place of its name
 */
public record Property(
    String name,
    @Nullable String physicalName,
    @Nullable LogicalType logicalType,
    @Nullable String physicalType,
    @Nullable String description,
    boolean required,
    boolean unique,
    boolean primaryKey,
    @Nullable String classification,
    boolean personal,
    @Nullable Masking masking,
    List<Rule> rules,
    List<Property> properties,
    @Nullable Property items,
    List<CustomProperty> customProperties,
    Location location) {

  public Property {
    rules = List.copyOf(rules);
    properties = List.copyOf(properties);
    customProperties = List.copyOf(customProperties);
  }

  /**
   * A field of which the contract says nothing but what it demands.
   *
   * @param properties the fields of a nested record; empty for anything else
   * @param items the elements of an array; null for anything else
   */
  public static Property demanding(
      String name,
      List<Rule> rules,
      List<Property> properties,
      @Nullable Property items,
      Location location) {
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
        false,
        null,
        rules,
        properties,
        items,
        List.of(),
        location);
  }

  /** Whether its values are personal data, or some below it are. */
  public boolean holdsPersonal() {
    return personal
        || properties.stream().anyMatch(Property::holdsPersonal)
        || (items != null && items.holdsPersonal());
  }

  /** Whether a mask hides its values: one of its own, or one of each value that it holds. */
  public boolean isMasked() {
    boolean holdsOthers = !properties.isEmpty() || items != null;
    return masking != null
        || (holdsOthers
            && properties.stream().allMatch(Property::isMasked)
            && (items == null || items.isMasked()));
  }

  /** Whether its values are masked, or some below it are. */
  public boolean holdsMasks() {
    return masking != null
        || properties.stream().anyMatch(Property::holdsMasks)
        || (items != null && items.holdsMasks());
  }
}
