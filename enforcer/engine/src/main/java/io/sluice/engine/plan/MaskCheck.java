package io.sluice.engine.plan;

import io.sluice.engine.cel.Expressions;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Masking;
import io.sluice.engine.contract.Output;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import io.sluice.engine.rewrite.KeyNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Holds marks and masks against the Avro schema: each value that is personal data has a mask,
 * nested and undeclared ones too, each mask applies to its field, and what it leaves is what the
 * contract's own rules demand, as far as that can be told.
 */
final class MaskCheck {

  private final SchemaObject object;
  private final Schema root;
  private final MaskTrial trial;
  private final MaskParts parts;
  private final KeyNames keys;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Met> seen = new HashSet<>();
  private Scope scope = Scope.NONE;

  private MaskCheck(Contract contract, SchemaObject object, Schema root, Expressions expressions) {
    this.object = object;
    this.root = root;
    this.keys = MaskParts.keyNames(contract);
    this.parts = new MaskParts(keys);
    this.trial = new MaskTrial(keys, expressions);
  }

  /** What stands around a value, as far as masks go. */
  private record Around(String path, Location location, boolean isPersonal, boolean isRedacted) {

    Around field(String name, @Nullable Property property) {
      return below(path.isEmpty() ? name : path + "." + name, property);
    }

    Around items(@Nullable Property property) {
      return below(path, property);
    }

    private Around below(String itsPath, @Nullable Property property) {
      return property == null
          ? new Around(itsPath, location, isPersonal, isRedacted)
          : new Around(
              itsPath,
              property.location(),
              isPersonal || property.personal(),
              isRedacted || isRedacting(property));
    }
  }

  private static boolean isRedacting(Property property) {
    return property.masking() != null && property.masking().mask() instanceof Mask.Redact;
  }

  static List<Finding> findings(
      Contract contract, SchemaObject object, Schema schema, Expressions expressions) {
    if (schema.getType() != Schema.Type.RECORD) {
      return List.of();
    }
    MaskCheck check = new MaskCheck(contract, object, schema, expressions);
    check.record(object.properties(), schema, new Around("", object.location(), false, false));
    if (object.holdsPersonal()) {
      check.asAWhole(contract);
    }
    return check.findings.stream().distinct().toList();
  }

  private void asAWhole(Contract contract) {
    if (contract.output() == Output.PASS) {
      findings.add(
          Finding.warning(
              "mask.undeclared",
              contract.customProperty(Output.PROPERTY).orElseThrow().location(),
              "with sluice.output: pass a field that a producer adds passes in clear, personal"
                  + " data too"));
    }
    if (contract.keyMasking() == null) {
      object.properties().stream()
          .filter(property -> property.personal() && property.primaryKey())
          .findFirst()
          .ifPresent(
              property ->
                  findings.add(
                      Finding.warning(
                          "mask.recordKey",
                          property.location(),
                          property.name()
                              + " is personal data and the primary key: where it is the key of the"
                              + " records as well, that passes in clear without "
                              + Masking.KEY_PROPERTY)));
    }
  }

  /** What holds itself is masked within itself as it is where the contract says how. */
  private void record(List<Property> properties, Schema type, Around at) {
    Scope same = properties.isEmpty() ? scope.of(type) : null;
    if (same == null) {
      within(scope.within(type, properties), properties, type, at);
    } else {
      within(same, same.properties(), type, at);
    }
  }

  private void within(Scope its, List<Property> properties, Schema type, Around at) {
    if (!seen.add(new Met(type, properties, its, at.isPersonal()))) {
      return;
    }
    Scope outer = scope;
    scope = its;
    for (Schema.Field field : type.getFields()) {
      Property property = FieldNames.property(properties, field.name());
      value(property, field.schema(), at.field(field.name(), property));
    }
    scope = outer;
  }

  private void value(@Nullable Property property, Schema schema, Around at) {
    Masking masking = property == null ? null : property.masking();
    if (masking != null && masking.mask() instanceof Mask.Redact redact) {
      redacted(redact, masking.location(), Objects.requireNonNull(property), schema, at);
    }
    if (at.isRedacted()) {
      return;
    }
    if (masking != null && masking.mask().subject() != null) {
      subject(masking, masking.mask().subject().path(), at);
      forgotten(
          masking.mask().subject(),
          masking.location(),
          Objects.requireNonNull(property),
          schema,
          at);
    }
    for (Schema type : Compatibility.valueTypes(schema)) {
      switch (type.getType()) {
        case RECORD -> {
          refuse(masking, at, "a record", "its properties");
          record(property == null ? List.of() : property.properties(), type, at);
        }
        case ARRAY -> {
          refuse(masking, at, "an array", "its items");
          items(property, type.getElementType(), at);
        }
        case MAP -> {
          keys(masking, at);
          items(property, type.getValueType(), at);
        }
        default -> single(masking, property, type, at);
      }
    }
  }

  private void items(@Nullable Property property, Schema type, Around at) {
    Property items = property == null ? null : property.items();
    value(items, type, at.items(items));
  }

  // ---- single values

  private void single(
      @Nullable Masking masking, @Nullable Property property, Schema type, Around at) {
    if (masking == null) {
      if (at.isPersonal()) {
        unmasked(at, at.path() + " is personal data and has no mask");
      }
    } else {
      Property itsProperty = Objects.requireNonNull(property);
      try {
        parts.of(masking.mask(), type, type, itsProperty.rules());
        trial.of(masking, itsProperty, type, at.path()).forEach(findings::add);
      } catch (InapplicableException e) {
        inapplicable(masking.location(), at, e);
      }
    }
  }

  private void keys(@Nullable Masking masking, Around at) {
    if (masking == null) {
      if (at.isPersonal()) {
        unmasked(
            at,
            "the keys of "
                + at.path()
                + " are personal data and have no mask: redact the map, or hash or tokenise them");
      }
    } else {
      try {
        parts.ofKeys(masking.mask());
      } catch (InapplicableException e) {
        inapplicable(masking.location(), at, e);
      }
    }
  }

  private void redacted(
      Mask.Redact mask, Location location, Property property, Schema schema, Around at) {
    try {
      Blanks.encoded(mask, schema, property.rules());
      trial.ofConstant(mask, location, property, schema, at.path()).forEach(findings::add);
    } catch (InapplicableException e) {
      inapplicable(location, at, e);
    }
  }

  /** Whose value it is has to be told by a field that has one text for each person. */
  private void subject(Masking masking, String subject, Around at) {
    Schema schema = root;
    for (String name : List.of(subject.split("\\."))) {
      List<Schema> types = Compatibility.valueTypes(schema);
      Schema.Field field =
          types.size() == 1 && types.getFirst().getType() == Schema.Type.RECORD
              ? types.getFirst().getField(name)
              : null;
      if (field == null) {
        unfitSubject(
            masking, at, subject + " is no field of the schema, or one of an array or map");
        return;
      }
      schema = field.schema();
    }
    for (Schema type : Compatibility.valueTypes(schema)) {
      if (!tellsPersonsApart(type)) {
        unfitSubject(
            masking,
            at,
            subject
                + " is of type "
                + Compatibility.describe(type)
                + "; it has to be a string, an int, a long or a UUID");
      }
    }
    if (subject.equals(at.path()) && masking.mask() instanceof Mask.Tokenise) {
      unfitSubject(
          masking, at, "to read such a token takes the very value that it stands for: hash it");
    }
  }

  private static boolean tellsPersonsApart(Schema type) {
    return switch (type.getType()) {
      case STRING, INT, LONG -> true;
      default -> Compatibility.isUuid(type);
    };
  }

  private void unfitSubject(Masking masking, Around at, String why) {
    findings.add(
        Finding.error(
            "mask.subject",
            masking.location(),
            "the mask of %s can't go by its subject: %s".formatted(at.path(), why)));
  }

  private void forgotten(
      Mask.Subject subject, Location location, Property property, Schema schema, Around at) {
    try {
      trial.ofForgotten(subject, location, property, schema, at.path()).forEach(findings::add);
    } catch (InapplicableException e) {
      inapplicable(location, at, e);
    }
  }

  private void refuse(@Nullable Masking masking, Around at, String what, String below) {
    if (masking != null) {
      inapplicable(
          masking.location(),
          at,
          new InapplicableException(
              "%s can't apply to %s: redact it, or mask %s"
                  .formatted(masking.mask().word(), what, below)));
    }
  }

  private void unmasked(Around at, String message) {
    findings.add(
        Finding.error(
            "mask.missing",
            at.location(),
            message + ": add " + Masking.PROPERTY + ", such as redact"));
  }

  private void inapplicable(Location location, Around at, InapplicableException why) {
    findings.add(
        Finding.error(
            "mask.inapplicable",
            location,
            "the mask of " + at.path() + " can't be applied: " + why.getMessage()));
  }
}
