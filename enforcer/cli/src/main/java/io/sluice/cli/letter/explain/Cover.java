package io.sluice.cli.letter.explain;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.plan.Compatibility;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a decoded value are shown, and what in place of the others. Personal data is shown
 * as its mask leaves it; so that no key is needed for that, hashes and tokens are named in place of
 * being made. What the contract's own schema does not have is not shown: nobody has said what it
 * holds, and a renamed field is such a one.
 */
sealed interface Cover {

  /** Everything is shown. */
  Cover NONE = new Uniform(null);

  /** What the contract's schema does not have: nothing of it is shown. */
  Cover UNDECLARED = new Uniform("(undeclared)");

  /** The cover of the field of a record. */
  Cover field(String name);

  /** The cover of the items of an array, or the values of a map. */
  Cover items();

  /** What is shown in place of a value; null where that is shown itself, or what is in it is. */
  @Nullable String instead(Schema schema, @Nullable Object value);

  /** The cover that a contract has for records. */
  static Cover of(Contract contract, Schema own) {
    return new Declared(
        null, contract.topicObject().map(SchemaObject::properties).orElse(List.of()), own, false);
  }

  /**
   * The same for everything.
   *
   * @param shown in place of every value; null where each is shown itself
   */
  record Uniform(@Nullable String shown) implements Cover {
    @Override
    public Cover field(String name) {
      return this;
    }

    @Override
    public Cover items() {
      return this;
    }

    @Override
    public @Nullable String instead(Schema schema, @Nullable Object value) {
      return shown;
    }
  }

  /**
   * What the contract's schema has.
   *
   * @param property what the contract says of it; null where that is nothing
   * @param below what it says of the fields in it
   * @param own its type by that schema
   * @param personal whether it is personal data
   */
  record Declared(@Nullable Property property, List<Property> below, Schema own, boolean personal)
      implements Cover {

    @Override
    public Cover field(String name) {
      Optional<Schema.Field> field =
          type(Schema.Type.RECORD)
              .flatMap(
                  record ->
                      record.getFields().stream()
                          .filter(f -> f.name().equals(name) || f.aliases().contains(name))
                          .findFirst());
      return field
          .<Cover>map(
              f ->
                  declared(
                      below.stream()
                          .filter(p -> p.name().equals(f.name()))
                          .findFirst()
                          .orElse(null),
                      f.schema()))
          .orElse(UNDECLARED);
    }

    @Override
    public Cover items() {
      Optional<Schema> items =
          type(Schema.Type.ARRAY)
              .map(Schema::getElementType)
              .or(() -> type(Schema.Type.MAP).map(Schema::getValueType));
      Property ofItems = property == null ? null : property.items();
      return items.<Cover>map(s -> declared(ofItems, s)).orElse(UNDECLARED);
    }

    private Declared declared(@Nullable Property its, Schema schema) {
      return new Declared(
          its,
          its == null ? List.of() : its.properties(),
          schema,
          personal || (its != null && its.personal()));
    }

    private Optional<Schema> type(Schema.Type wanted) {
      return Compatibility.valueTypes(own).stream()
          .filter(schema -> schema.getType() == wanted)
          .findFirst();
    }

    @Override
    public @Nullable String instead(Schema schema, @Nullable Object value) {
      if (value == null) {
        return null;
      }
      Mask mask = property == null || property.masking() == null ? null : property.masking().mask();
      boolean holdsPersonal = personal || (property != null && property.holdsPersonal());
      return switch (schema.getType()) {
        case RECORD, ARRAY -> mask == null ? null : "(redacted)";
        case MAP ->
            mask != null || holdsPersonal
                ? "(%d masked)".formatted(((Map<?, ?>) value).size())
                : null;
        case UNION, ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
            mask != null
                ? Veiled.by(mask, String.valueOf(Scalars.of(schema, value)))
                : personal ? "(masked)" : null;
      };
    }
  }
}
