package io.sluice.engine.change;

import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Written;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares what the values of a field mean: what decodes as before, is of the same type and within
 * the same bounds, and is wrong all the same for who reads it.
 */
final class MeaningComparison {

  /** The standard's keys that say how a value comes about. */
  private static final List<String> CALCULATION =
      List.of("transformLogic", "transformDescription", "transformSourceObjects");

  /** Keys that are compared elsewhere. */
  private static final Set<String> COMPARED =
      Set.of(
          "id",
          "name",
          "description",
          "logicalType",
          "logicalTypeOptions",
          "physicalType",
          "required",
          "unique",
          "primaryKey",
          "primaryKeyPosition",
          "classification",
          "quality",
          "properties",
          "items",
          "customProperties",
          "transformLogic",
          "transformDescription",
          "transformSourceObjects",
          "businessName");

  private final ChangeLog log;

  MeaningComparison(ChangeLog log) {
    this.log = log;
  }

  void compare(Field before, Field after) {
    if (before.property() != null && after.property() == null) {
      return; // All that it said is gone, which is a change of its own.
    }
    String was = before.description();
    String now = after.description();
    if (was != null && !Words.areSame(was, now)) {
      log.add(
          ChangeKind.FIELD_TEXT,
          after.path(),
          before.at("description"),
          after.at("description"),
          "%s is described as %s, and was as %s: does a value mean something else?"
              .formatted(after.path(), Words.quoted(now), Words.quoted(was)));
    }
    if (before.property() == null || after.property() == null) {
      return;
    }
    for (String key : CALCULATION) {
      text(ChangeKind.FIELD_CALCULATION, key, before, after, "is calculated otherwise");
    }
    text(ChangeKind.FIELD_TEXT, "businessName", before, after, "has another name for people");
    settings(before, after);
    others(before, after);
  }

  private void text(ChangeKind kind, String key, Field before, Field after, String what) {
    String was = Words.of(before.written().child(key).orElse(null));
    String now = Words.of(after.written().child(key).orElse(null));
    if (!Words.areSame(was, now)) {
      log.add(
          kind,
          after.path(),
          before.at(key),
          after.at(key),
          "%s %s: %s is %s, and was %s"
              .formatted(after.path(), what, key, Words.quoted(now), Words.quoted(was)));
    }
  }

  private void settings(Field before, Field after) {
    Map<String, Written> was = settings(before);
    Map<String, Written> now = settings(after);
    Set<String> names = new LinkedHashSet<>(was.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      Written old = was.get(name);
      Written current = now.get(name);
      Object oldValue = old == null ? null : old.value();
      Object value = current == null ? null : current.value();
      if (!Objects.equals(oldValue, value)) {
        boolean isUnit = CustomProperty.isUnit(name) && old != null;
        log.add(
            isUnit ? ChangeKind.FIELD_UNIT : ChangeKind.FIELD_SETTING,
            after.path(),
            old == null ? before.at("customProperties") : old.location(),
            current == null ? after.at("customProperties") : current.location(),
            "%s of %s is %s, and was %s"
                .formatted(name, after.path(), Words.quoted(value), Words.quoted(oldValue)));
      }
    }
  }

  private static Map<String, Written> settings(Field field) {
    Map<String, Written> settings = new HashMap<>();
    if (field.property() != null) {
      for (CustomProperty custom : field.property().customProperties()) {
        if (!ProtectionComparison.SETTINGS.contains(custom.property())) {
          settings.putIfAbsent(custom.property(), custom.written());
        }
      }
    }
    return settings;
  }

  /** Whatever else is said of a field: nothing that is written changes unseen. */
  private void others(Field before, Field after) {
    Set<String> keys = new LinkedHashSet<>(before.written().keys());
    keys.addAll(after.written().keys());
    keys.removeAll(COMPARED);
    for (String key : keys) {
      text(ChangeKind.OTHER_CHANGED, key, before, after, "has another entry");
    }
  }
}
