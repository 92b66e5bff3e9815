package io.sluice.engine.change;

import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.plan.Compatibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compares the types of one field. A reader of the old type has to understand what the new one
 * holds, which is the consumers' side; a record of the old type has to be read by the new one,
 * which is the producers'. What decodes and means something else breaks both.
 */
final class TypeComparison {

  private final ChangeLog log;

  TypeComparison(ChangeLog log) {
    this.log = log;
  }

  void compare(Field before, Field after) {
    presence(before, after);
    if (before.type() == null || after.type() == null) {
      // Where one has a schema and the other has none, that is a change of its own.
      if (before.type() == null && after.type() == null) {
        words(before, after);
      }
      return;
    }
    List<Schema> was = before.types();
    List<Schema> now = after.types();
    boolean oldReadersRead = now.stream().allMatch(type -> isRead(type, was));
    boolean oldRecordsAreRead = was.stream().allMatch(type -> isRead(type, now));
    if (oldReadersRead && oldRecordsAreRead) {
      if (!kinds(was).equals(kinds(now))) {
        add(ChangeKind.FIELD_RETYPED, before, after, types(before, after));
      } else {
        words(before, after);
      }
    } else if (meansAnother(was, now)) {
      add(
          ChangeKind.FIELD_MEANING,
          before,
          after,
          types(before, after) + ": the bytes decode as before, and mean something else");
    } else if (isNameAlone(was, now)) {
      add(
          ChangeKind.TYPE_RENAMED,
          before,
          after,
          "is of type %s, and was of %s: records that name the other are kept back"
              .formatted(now.getFirst().getFullName(), was.getFirst().getFullName()));
    } else if (oldReadersRead) {
      add(
          ChangeKind.FIELD_TYPE_NARROWED,
          before,
          after,
          types(before, after) + ": records of the old type are kept back");
    } else if (oldRecordsAreRead) {
      add(
          ChangeKind.FIELD_TYPE_WIDENED,
          before,
          after,
          types(before, after) + ": readers of the old type can't hold it");
    } else {
      add(ChangeKind.FIELD_RETYPED, before, after, types(before, after));
    }
    symbols(before, after);
  }

  /** Whether a value may be absent, by the contract and by its schema. */
  private void presence(Field before, Field after) {
    String path = after.path();
    if (before.isRequired() && !after.isRequired()) {
      log.add(
          ChangeKind.FIELD_MADE_OPTIONAL,
          path,
          before.at("required"),
          after.at("required"),
          path + " was required and may be null now: consumers find no value");
    } else if (!before.isRequired() && after.isRequired()) {
      log.add(
          ChangeKind.FIELD_MADE_REQUIRED,
          path,
          before.at("required"),
          after.at("required"),
          path + " is required now: records without it are kept back");
    } else if (after.isRequired() && before.type() != null && after.type() != null) {
      if (!before.isNullableInSchema() && after.isNullableInSchema()) {
        add(
            ChangeKind.FIELD_NULLABLE_IN_SCHEMA,
            before,
            after,
            "may be null by its Avro type now, and the contract requires it: readers that were"
                + " generated from the old type, and registries, refuse the new one");
      } else if (before.isNullableInSchema() && !after.isNullableInSchema()) {
        add(
            ChangeKind.FIELD_NOT_NULLABLE_IN_SCHEMA,
            before,
            after,
            "may not be null by its Avro type now, as the contract says already");
      }
    }
  }

  /** What the contract calls the type, where Avro's is the same, or there is none. */
  private void words(Field before, Field after) {
    if (before.property() == null || after.property() == null) {
      return;
    }
    LogicalType was = before.property().logicalType();
    LogicalType now = after.property().logicalType();
    if (was != null && now != null && was != now) {
      word(before, after, "was %s and is %s".formatted(was.word(), now.word()));
    } else if (before.type() == null
        && !Words.areSame(before.property().physicalType(), after.property().physicalType())) {
      word(
          before,
          after,
          "was %s and is %s"
              .formatted(
                  Words.quoted(before.property().physicalType()),
                  Words.quoted(after.property().physicalType())));
    }
  }

  private void word(Field before, Field after, String message) {
    log.add(
        ChangeKind.FIELD_RETYPED,
        after.path(),
        before.place(),
        after.place(),
        after.path() + " " + message);
  }

  private static boolean isRead(Schema writer, List<Schema> readers) {
    return readers.stream()
        .anyMatch(
            reader ->
                Compatibility.decodes(writer, reader)
                    && Compatibility.meansTheSame(writer, reader));
  }

  /** Whether what one type writes decodes as the other, and they differ in what it means. */
  private static boolean meansAnother(List<Schema> was, List<Schema> now) {
    Schema from = only(was);
    Schema to = only(now);
    return from != null
        && to != null
        && from.getType() == to.getType()
        && Compatibility.decodes(from, to)
        && !Compatibility.meansTheSame(from, to)
        && !Compatibility.meansTheSame(to, from);
  }

  private static boolean isNameAlone(List<Schema> was, List<Schema> now) {
    Schema from = only(was);
    Schema to = only(now);
    return from != null
        && to != null
        && from.getType() == to.getType()
        && (from.getType() == Schema.Type.ENUM
            || (from.getType() == Schema.Type.FIXED && from.getFixedSize() == to.getFixedSize()))
        && !Compatibility.decodes(from, to);
  }

  private static @Nullable Schema only(List<Schema> types) {
    return types.size() == 1 ? types.getFirst() : null;
  }

  private static Set<Schema.Type> kinds(List<Schema> types) {
    Set<Schema.Type> kinds = new HashSet<>();
    types.forEach(type -> kinds.add(type.getType()));
    return kinds;
  }

  private void symbols(Field before, Field after) {
    Schema was = enumOf(before);
    Schema now = enumOf(after);
    if (was == null || now == null) {
      return;
    }
    List<String> added = new ArrayList<>(now.getEnumSymbols());
    added.removeAll(was.getEnumSymbols());
    if (!added.isEmpty()) {
      add(
          ChangeKind.SYMBOL_ADDED,
          before,
          after,
          "may be %s now: readers of today know no such symbol".formatted(Words.list(added)));
    }
    List<String> removed = new ArrayList<>(was.getEnumSymbols());
    removed.removeAll(now.getEnumSymbols());
    if (!removed.isEmpty()) {
      add(
          ChangeKind.SYMBOL_REMOVED,
          before,
          after,
          "may not be %s any more: such records are kept back".formatted(Words.list(removed)));
    }
    if (!Objects.equals(was.getEnumDefault(), now.getEnumDefault())) {
      add(
          ChangeKind.SYMBOL_DEFAULT,
          before,
          after,
          "has %s for symbols that nobody knows, and had %s"
              .formatted(Words.quoted(now.getEnumDefault()), Words.quoted(was.getEnumDefault())));
    }
  }

  private static @Nullable Schema enumOf(Field field) {
    return field.types().stream()
        .filter(type -> type.getType() == Schema.Type.ENUM)
        .findFirst()
        .orElse(null);
  }

  private static String types(Field before, Field after) {
    return "was %s and is %s"
        .formatted(
            Compatibility.describe(Objects.requireNonNull(before.type())),
            Compatibility.describe(Objects.requireNonNull(after.type())));
  }

  private void add(ChangeKind kind, Field before, Field after, String message) {
    boolean isOfSchemas = before.type() != null && after.type() != null;
    log.add(
        kind,
        after.path(),
        isOfSchemas ? before.schemaPlace() : before.place(),
        isOfSchemas ? after.schemaPlace() : after.place(),
        after.path() + " " + message);
  }
}
