package io.sluice.engine.change;

import io.sluice.engine.change.FieldPairs.Pair;
import io.sluice.engine.contract.Classifications;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Location;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** Compares the fields of two revisions, at every depth. */
final class FieldComparison {

  private static final Set<String> ELSEWHERE =
      Set.of("name", "properties", "items", "unique", "primaryKey", "primaryKeyPosition");

  private final ChangeLog log;
  private final TypeComparison types;
  private final ConstraintComparison constraints;
  private final MeaningComparison meanings;
  private final ProtectionComparison protection;

  /** Paths of the new revision by those of the old one, where they differ. */
  private final Map<String, String> renamed = new HashMap<>();

  /** Records that are being compared, so that one that holds itself has an end. */
  private final Set<String> open = new HashSet<>();

  /**
   * @param classifications the organisation's words of today
   */
  FieldComparison(ChangeLog log, Classifications classifications) {
    this.log = log;
    this.types = new TypeComparison(log);
    this.constraints = new ConstraintComparison(log);
    this.meanings = new MeaningComparison(log);
    this.protection = new ProtectionComparison(log, classifications);
  }

  /** What a path of the old revision is called in the new one. */
  String now(String path) {
    return renamed.keySet().stream()
        .filter(was -> path.equals(was) || path.startsWith(was + "."))
        .max(Comparator.comparingInt(String::length))
        .map(was -> renamed.get(was) + path.substring(was.length()))
        .orElse(path);
  }

  void compare(Revision before, Revision after) {
    compare(before.fields(), before.schemaPlace(), after.fields(), after.schemaPlace());
  }

  /** Compares the fields of two records; what one lacks would stand where the record does. */
  private void compare(List<Field> before, Location place, List<Field> after, Location placeNow) {
    FieldPairs pairs = FieldPairs.of(before, after);
    for (Field field : pairs.removed()) {
      removed(field, placeNow);
    }
    for (Field field : pairs.added()) {
      added(field, place);
    }
    for (Pair pair : pairs.pairs()) {
      if (pair.isRename()) {
        renamed(pair);
      }
      compare(pair.before(), pair.after());
    }
  }

  private void removed(Field field, Location placeNow) {
    log.add(
        ChangeKind.FIELD_REMOVED,
        field.path(),
        field.place(),
        placeNow,
        field.path() + " is gone: consumers who read it fail, or read its default");
  }

  private void added(Field field, Location place) {
    boolean isMissedBySchema = field.avro() != null && !field.avro().hasDefaultValue();
    boolean isDemanded = isMissedBySchema || (field.isRequired() && !hasValueByDefault(field));
    log.add(
        isDemanded ? ChangeKind.FIELD_ADDED_REQUIRED : ChangeKind.FIELD_ADDED,
        field.path(),
        place,
        field.place(),
        isDemanded
            ? field.path()
                + " is new, and records without it are kept back: those of every"
                + " producer of today"
            : field.path() + " is new");
  }

  private void renamed(Pair pair) {
    String was = pair.before().path();
    String now = pair.after().path();
    renamed.put(was, now);
    if (pair.hasAlias()) {
      log.add(
          ChangeKind.FIELD_RENAMED_WITH_ALIAS,
          now,
          pair.before().place(),
          pair.after().place(),
          "%s is renamed to %s: its alias reads what producers write, and consumers who read %s"
                  .formatted(was, now, was)
              + " find nothing");
    } else {
      log.add(
          ChangeKind.FIELD_RENAMED,
          now,
          pair.before().place(),
          pair.after().place(),
          "%s is gone and %s is new, a rename by all signs: who reads or writes %s fails"
              .formatted(was, now, was));
    }
  }

  private void compare(Field before, Field after) {
    int known = log.size();
    undescribed(before, after);
    types.compare(before, after);
    defaults(before, after);
    constraints.compare(
        before.path(), before.rules(), before.place(), after.path(), after.rules(), after.place());
    protection.compare(before, after);
    meanings.compare(before, after);
    if (log.size() == known && !own(before).equals(own(after))) {
      change(ChangeKind.OTHER_CHANGED, before, after, "is written otherwise");
    }
    Field items = before.items();
    Field itemsNow = after.items();
    if (items != null && itemsNow != null) {
      compare(items, itemsNow);
    }
    List<Field> below = before.below();
    List<Field> belowNow = after.below();
    if (!below.isEmpty() && !belowNow.isEmpty() && open.add(record(before) + " " + record(after))) {
      compare(below, before.place(), belowNow, after.place());
      open.remove(record(before) + " " + record(after));
    }
  }

  /** What is written of a field itself, apart from what is compared with other fields or later. */
  private static Map<String, String> own(Field field) {
    Map<String, String> own = new HashMap<>();
    for (String key : field.written().keys()) {
      boolean isRulesThatMeasure =
          key.equals("quality") && ConstraintComparison.measures(field.rules());
      if (!ELSEWHERE.contains(key) && !isRulesThatMeasure) {
        own.put(key, String.valueOf(field.written().child(key).map(Written::value)));
      }
    }
    return own;
  }

  private static String record(Field field) {
    return field.types().stream()
        .filter(type -> type.getType() == Schema.Type.RECORD)
        .map(Schema::getFullName)
        .findFirst()
        .orElse(field.path());
  }

  private void undescribed(Field before, Field after) {
    if (before.property() != null && after.property() == null) {
      log.add(
          ChangeKind.FIELD_UNDESCRIBED,
          after.path(),
          before.place(),
          after.place(),
          after.path() + " stays in the Avro schema, and the contract says nothing of it any more");
    }
  }

  private void defaults(Field before, Field after) {
    Schema.Field was = before.avro();
    Schema.Field now = after.avro();
    if (was == null || now == null) {
      return;
    }
    if (was.hasDefaultValue() && !now.hasDefaultValue()) {
      ofSchema(
          ChangeKind.DEFAULT_REMOVED,
          before,
          after,
          "has no default any more: records of producers that leave it out are kept back");
    } else if (!was.hasDefaultValue() && now.hasDefaultValue()) {
      ofSchema(
          ChangeKind.DEFAULT_ADDED, before, after, "has a default: producers may leave it out");
    } else if (was.hasDefaultValue() && !Objects.deepEquals(was.defaultVal(), now.defaultVal())) {
      ofSchema(
          ChangeKind.DEFAULT_CHANGED,
          before,
          after,
          "has another default: where a producer leaves it out, consumers read another value");
    }
    Set<String> removed = new HashSet<>(was.aliases());
    removed.removeAll(now.aliases());
    removed.remove(now.name());
    if (!removed.isEmpty()) {
      ofSchema(
          ChangeKind.ALIAS_REMOVED,
          before,
          after,
          "is read by fewer names: no longer by " + Words.list(removed.stream().sorted().toList()));
    }
    Set<String> added = new HashSet<>(now.aliases());
    added.removeAll(was.aliases());
    added.remove(was.name());
    if (!added.isEmpty()) {
      ofSchema(
          ChangeKind.ALIAS_ADDED,
          before,
          after,
          "is read by more names: " + Words.list(added.stream().sorted().toList()));
    }
  }

  /** A change that the schema alone makes. */
  private void ofSchema(ChangeKind kind, Field before, Field after, String message) {
    log.add(
        kind,
        after.path(),
        before.schemaPlace(),
        after.schemaPlace(),
        after.path() + " " + message);
  }

  private void change(ChangeKind kind, Field before, Field after, String message) {
    log.add(kind, after.path(), before.place(), after.place(), after.path() + " " + message);
  }

  /** Whether records of producers that leave it out are compliant. */
  private static boolean hasValueByDefault(Field field) {
    Schema.Field avro = field.avro();
    return avro != null
        && avro.hasDefaultValue()
        && !JsonProperties.NULL_VALUE.equals(avro.defaultVal());
  }
}
