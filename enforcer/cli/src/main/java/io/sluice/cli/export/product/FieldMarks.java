package io.sluice.cli.export.product;

import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Masking;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a contract says of a field.
 *
 * @param description what it is for people
 * @param unit what its values are counted in
 * @param classification how sensitive its values are
 * @param mask what consumers get instead of its values
 */
public record FieldMarks(
    boolean isRequired,
    boolean isKey,
    Optional<String> description,
    Optional<String> unit,
    Optional<String> classification,
    boolean isPersonal,
    Optional<Mask> mask,
    List<Rule> rules) {

  private static final FieldMarks NOTHING =
      new FieldMarks(
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          List.of());

  /** Of a field that it may not speak of: then nothing. */
  static FieldMarks of(@Nullable Property property) {
    return property == null
        ? NOTHING
        : new FieldMarks(
            property.required(),
            property.primaryKey(),
            Optional.ofNullable(property.description()),
            property.customProperties().stream()
                .filter(CustomProperty::isUnit)
                .map(custom -> String.valueOf(custom.value()))
                .findFirst(),
            Optional.ofNullable(property.classification()),
            property.personal(),
            Optional.ofNullable(property.masking()).map(Masking::mask),
            property.rules());
  }
}
