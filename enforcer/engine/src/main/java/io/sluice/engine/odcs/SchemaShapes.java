package io.sluice.engine.odcs;

import static io.sluice.engine.odcs.MappingBuilder.list;
import static io.sluice.engine.odcs.MappingBuilder.mapping;
import static io.sluice.engine.odcs.Shape.Kind.ANY;
import static io.sluice.engine.odcs.Shape.Kind.BOOLEAN;
import static io.sluice.engine.odcs.Shape.Kind.TEXT;
import static io.sluice.engine.odcs.Shape.Kind.WHOLE;

import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.odcs.Shape.Choice;
import io.sluice.engine.odcs.Shape.Items;
import io.sluice.engine.odcs.Shape.Later;
import io.sluice.engine.odcs.Shape.Mapping;
import io.sluice.engine.odcs.Shape.Matching;
import io.sluice.engine.odcs.Shape.Word;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of what describes the data: objects, properties, and how they refer to each other. */
final class SchemaShapes {

  static final List<String> LOGICAL_TYPES =
      Arrays.stream(LogicalType.values()).map(LogicalType::word).toList();

  // ---- relationships

  /** {@code object.property}, or ids with slashes between them, of another file too. */
  private static final Shape REFERENCE =
      new Matching(
          Pattern.compile(
              "[A-Za-z_][A-Za-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]*"
                  + "|(?:(?:https?://)?[A-Za-z0-9._/-]+\\.yaml#)?/?"
                  + "[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+"
                  + "(?:/[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+)*"),
          "a reference such as object.property");

  private static final Shape REFERENCES = new Items(() -> REFERENCE, 1);

  /** A property's relationship goes out from that property, so it has no {@code from}. */
  private static final Choice OF_PROPERTY =
      byKindOf(
          "to",
          relationship("a relationship of a property").must("to", REFERENCE).build(),
          relationship("a relationship of a property").must("to", REFERENCES).build());

  /** An object's relationship goes from property to property, or from some to as many. */
  private static final Choice OF_OBJECT =
      byKindOf(
          "from",
          relationship("a relationship of an object")
              .must("from", REFERENCE)
              .must("to", REFERENCE)
              .build(),
          relationship("a relationship of an object")
              .must("from", REFERENCES)
              .must("to", REFERENCES)
              .build());

  // ---- objects and properties

  private static final Choice PROPERTY = properties(true);

  /** The items of an array: a property that needs no name. */
  private static final Choice ITEM = properties(false);

  static final Mapping OBJECT =
      element(mapping("a schema object"))
          .must("name", TEXT)
          .may("logicalType", new Word(List.of("object")))
          .may("physicalName", TEXT)
          .may("dataGranularityDescription", TEXT)
          .may("properties", list(PROPERTY))
          .may("relationships", list(OF_OBJECT))
          .may("quality", list(RuleShapes.QUALITY))
          .build();

  private SchemaShapes() {}

  private static MappingBuilder relationship(String what) {
    return mapping(what)
        .may("type", new Word(List.of("foreignKey")))
        .may("customProperties", OdcsShapes.CUSTOM_PROPERTIES);
  }

  private static Choice byKindOf(String key, Mapping one, Mapping several) {
    return new Choice(
        relationship -> relationship.child(key).isList() ? several : one, List.of(one, several));
  }

  /** Objects have properties, arrays have items; a field without a type may have either. */
  private static Choice properties(boolean named) {
    Mapping object = property("an object's property", named, true, false);
    Mapping array = property("an array's property", named, false, true);
    Mapping open = property("a property", named, true, true);
    Mapping single = property("a property of a single value", named, false, false);
    return new Choice(
        property ->
            switch (LogicalType.parse(property.text("logicalType", "")).orElse(null)) {
              case OBJECT -> object;
              case ARRAY -> array;
              case null -> open;
              default -> single;
            },
        List.of(object, array, open, single));
  }

  private static Mapping property(
      String what, boolean named, boolean hasProperties, boolean hasItems) {
    MappingBuilder property =
        element(mapping(what))
            .may("name", TEXT)
            .may("primaryKey", BOOLEAN)
            .may("primaryKeyPosition", WHOLE)
            .may("logicalType", new Word(LOGICAL_TYPES))
            // Its keys depend on the type beside it: read with the rules.
            .may("logicalTypeOptions", Shape.Kind.OBJECT)
            .may("physicalName", TEXT)
            .may("required", BOOLEAN)
            .may("unique", BOOLEAN)
            .may("partitioned", BOOLEAN)
            .may("partitionKeyPosition", WHOLE)
            .may("classification", TEXT)
            .may("encryptedName", TEXT)
            .may("transformSourceObjects", list(TEXT))
            .may("transformLogic", TEXT)
            .may("transformDescription", TEXT)
            .may("examples", list(ANY))
            .may("criticalDataElement", BOOLEAN)
            .may("relationships", list(OF_PROPERTY))
            .may("quality", list(RuleShapes.QUALITY));
    if (named) {
      property.must("name", TEXT);
    }
    if (hasProperties) {
      property.may("properties", new Items(() -> PROPERTY, 0));
    }
    if (hasItems) {
      property.may("items", new Later(() -> ITEM));
    }
    return property.build();
  }

  private static MappingBuilder element(MappingBuilder builder) {
    return builder
        .may("id", OdcsShapes.STABLE_ID)
        .may("physicalType", TEXT)
        .may("description", TEXT)
        .may("businessName", TEXT)
        .may("authoritativeDefinitions", OdcsShapes.AUTHORITATIVE_DEFINITIONS)
        .may("tags", OdcsShapes.TAGS)
        .may("customProperties", OdcsShapes.CUSTOM_PROPERTIES);
  }
}
