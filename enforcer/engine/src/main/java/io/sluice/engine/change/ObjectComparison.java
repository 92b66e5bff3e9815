package io.sluice.engine.change;

import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Location;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Compares what a contract describes: which objects, and of its topic what a record stands for. */
final class ObjectComparison {

  private static final Set<String> ELSEWHERE = Set.of("properties", "physicalName");

  private final ChangeLog log;
  private final Revision before;
  private final Revision after;

  ObjectComparison(ChangeLog log, Revision before, Revision after) {
    this.log = log;
    this.before = before;
    this.after = after;
  }

  /**
   * Compares them.
   *
   * @param renamed what a field's path is called now
   */
  void compare(UnaryOperator<String> renamed) {
    objects();
    record();
    primaryKey(renamed);
  }

  private void objects() {
    Set<String> was = names(before);
    Set<String> now = names(after);
    SchemaObject object = before.object();
    SchemaObject objectNow = after.object();
    for (SchemaObject other : before.contract().objects()) {
      if (!now.contains(other.name()) && !other.equals(object)) {
        log.add(
            ChangeKind.OBJECT_REMOVED,
            other.name(),
            other.location(),
            after.at("schema"),
            other.name() + " is gone");
      }
    }
    for (SchemaObject other : after.contract().objects()) {
      if (!was.contains(other.name()) && !other.equals(objectNow)) {
        log.add(
            ChangeKind.OBJECT_ADDED,
            other.name(),
            before.at("schema"),
            other.location(),
            other.name() + " is new");
      }
    }
  }

  private static Set<String> names(Revision revision) {
    return revision.contract().objects().stream()
        .map(SchemaObject::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void record() {
    SchemaObject was = before.object();
    SchemaObject now = after.object();
    if (was == null || now == null) {
      return;
    }
    int known = log.size();
    new ConstraintComparison(log)
        .compare("", was.rules(), was.location(), "", now.rules(), now.location());
    if (!Words.areSame(was.description(), now.description())) {
      log.add(
          ChangeKind.OBJECT_TEXT,
          now.name(),
          before.objectAt("description"),
          after.objectAt("description"),
          "a record is described as %s, and was as %s"
              .formatted(Words.quoted(now.description()), Words.quoted(was.description())));
    }
    granularity(now);
    names(before.schema(), after.schema());
    if (log.size() == known && !own(before, was).equals(own(after, now))) {
      log.add(
          ChangeKind.OTHER_CHANGED,
          now.name(),
          was.location(),
          now.location(),
          now.name() + " is written otherwise");
    }
  }

  /** What is written of the object itself, apart from its fields and its topic. */
  private static Map<String, String> own(Revision revision, SchemaObject object) {
    Written written = revision.objectWritten();
    Map<String, String> own = new HashMap<>();
    for (String key : written.keys()) {
      boolean isRulesThatMeasure =
          key.equals("quality") && ConstraintComparison.measures(object.rules());
      if (!ELSEWHERE.contains(key) && !isRulesThatMeasure) {
        own.put(key, String.valueOf(Words.of(written.child(key).orElse(null))));
      }
    }
    return own;
  }

  private void granularity(SchemaObject now) {
    String key = "dataGranularityDescription";
    String was = Words.of(before.objectWritten().child(key).orElse(null));
    String is = Words.of(after.objectWritten().child(key).orElse(null));
    if (!Words.areSame(was, is)) {
      log.add(
          ChangeKind.OBJECT_TEXT,
          now.name(),
          before.objectAt(key),
          after.objectAt(key),
          "a record stands for %s, and stood for %s"
              .formatted(Words.quoted(is), Words.quoted(was)));
    }
  }

  private void names(@Nullable Schema was, @Nullable Schema now) {
    if (was == null && now == null) {
      return;
    }
    if (was == null || now == null) {
      log.add(
          ChangeKind.OTHER_CHANGED,
          "schema",
          before.schemaPlace(),
          after.schemaPlace(),
          was == null ? "the contract names an Avro schema" : "the contract names no Avro schema");
      return;
    }
    if (!was.getFullName().equals(now.getFullName())) {
      boolean sameName = was.getName().equals(now.getName());
      log.add(
          sameName ? ChangeKind.NAMESPACE_CHANGED : ChangeKind.RECORD_RENAMED,
          now.getName(),
          before.schemaPlace(),
          after.schemaPlace(),
          "the Avro record is %s, and was %s".formatted(now.getFullName(), was.getFullName()));
    }
  }

  private void primaryKey(UnaryOperator<String> renamed) {
    List<String> was = primaryKey(before).stream().map(renamed).toList();
    List<String> now = primaryKey(after);
    if (!was.equals(now)) {
      log.add(
          ChangeKind.PRIMARY_KEY_CHANGED,
          "primaryKey",
          place(before),
          place(after),
          "a record is told apart by %s, and was by %s".formatted(key(now), key(was)));
    }
  }

  private static String key(List<String> fields) {
    return fields.isEmpty() ? "no key" : Words.list(fields);
  }

  private static List<String> primaryKey(Revision revision) {
    SchemaObject object = revision.object();
    return object == null
        ? List.of()
        : object.properties().stream()
            .filter(Property::primaryKey)
            .map(Property::name)
            .sorted()
            .toList();
  }

  private static Location place(Revision revision) {
    SchemaObject object = revision.object();
    if (object == null) {
      return revision.contract().location();
    }
    return object.properties().stream()
        .filter(Property::primaryKey)
        .findFirst()
        .map(Property::location)
        .orElse(object.location());
  }
}
