package io.sluice.engine.plan;

import io.sluice.engine.cel.Expressions;
import io.sluice.engine.cel.Slots;
import io.sluice.engine.contract.Output;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.observe.KeyHash;
import io.sluice.engine.observe.Observables;
import io.sluice.engine.observe.Observer;
import io.sluice.engine.rewrite.KeyNames;
import io.sluice.engine.rewrite.Product;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.walk.ArrayStep;
import io.sluice.engine.walk.Demand;
import io.sluice.engine.walk.JudgedStep;
import io.sluice.engine.walk.Judgement;
import io.sluice.engine.walk.KnownStep;
import io.sluice.engine.walk.MapStep;
import io.sluice.engine.walk.NamedStep;
import io.sluice.engine.walk.RecordStep;
import io.sluice.engine.walk.Size;
import io.sluice.engine.walk.SlotStep;
import io.sluice.engine.walk.Step;
import io.sluice.engine.walk.UnfitStep;
import io.sluice.engine.walk.UnionStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one plan: goes through the writer schema and the contract's side by side, and leaves a
 * step for each of the writer's values with the checks that the contract has for it.
 *
 * <p>A reader of null means that the contract does not know the value: it is read for its structure
 * alone.
 */
final class PlanCompiler {

  private static final Slots NO_SLOTS = new Slots();

  private final Map<Met, RecordStep> records = new HashMap<>();
  private final List<Violation> differences = new ArrayList<>();
  private final Rules expressions;

  /** Whether keys of maps that the contract does not know may be personal data. */
  private final boolean hidesUnknown;

  /** Whether the writer has no such field, and what stands in for it breaks the contract. */
  private boolean lacksWhatIsDemanded;

  private PlanCompiler(Expressions expressions, boolean hidesUnknown) {
    this.expressions = new Rules(expressions);
    this.hidesUnknown = hidesUnknown;
  }

  /**
   * Compiles a contract against a writer schema.
   *
   * @param reader the contract's own schema, a record
   * @param observables what is to be observed in each record
   * @param hash of its keys
   * @param output which fields the product has
   * @param keys that masks need
   */
  static Plan compile(
      SchemaObject object,
      Schema reader,
      Schema writer,
      Observables observables,
      KeyHash hash,
      Output output,
      KeyNames keys,
      Expressions expressions) {
    PlanCompiler compiler = new PlanCompiler(expressions, object.holdsPersonal());
    if (writer.getType() != Schema.Type.RECORD
        || !Compatibility.sameUnqualifiedName(writer, reader)) {
      return rejecting(
          List.of(
              SchemaRule.RECORD_NAME.at(
                  "",
                  "the writer schema is "
                      + name(writer)
                      + ", the contract's is "
                      + name(reader)
                      + "; records of other types belong in sluice.ignoreTypes")));
    }
    Slots slots = new Slots();
    ObserverCompiler observers = new ObserverCompiler(object, writer, reader, slots, expressions);
    Observer observer = observers.compile(observables, hash);
    List<Observer.From> subjects = keys.subjects().stream().map(observers::keyPart).toList();
    Product product =
        new RewriteCompiler(output, keys, compiler.differences)
            .compile(object, writer, reader, slots, subjects);
    Step root = compiler.root(writer, reader, object, slots);
    return compiler.differences.isEmpty()
        ? new Plan.Walking(root, observer, product, !compiler.lacksWhatIsDemanded)
        : rejecting(compiler.differences);
  }

  /** How each rule that is an expression runs on records of the contract's own schema. */
  static Map<String, Optional<String>> explain(
      SchemaObject object, Schema reader, Expressions expressions) {
    PlanCompiler compiler = new PlanCompiler(expressions, false);
    compiler.root(reader, reader, object, new Slots());
    return compiler.expressions.runs();
  }

  /**
   * The step of records of which nothing is demanded but that they decode.
   *
   * @param slots the root fields that others ask for
   */
  static Step ofAnything(SchemaObject object, Schema writer, Slots slots, Expressions expressions) {
    return new PlanCompiler(expressions, true).root(writer, writer, object, slots);
  }

  /** The step of a field that is written as the contract's own schema has it. */
  static Step ofDefault(Schema.Field field, @Nullable Property property, Expressions expressions) {
    return new PlanCompiler(expressions, false)
        .value(field.schema(), field.schema(), property, field.name(), field.name());
  }

  /** The step of a value that is held to what is measured. */
  static Step ofMeasured(Schema writer, Schema reader, Property property, Expressions expressions) {
    return new PlanCompiler(expressions, false).value(writer, reader, property, "", "");
  }

  private static Plan rejecting(List<Violation> differences) {
    return new Plan.Rejecting(
        new Verdict(
            differences.stream().distinct().limit(Verdict.MAX_VIOLATIONS).toList(), List.of()));
  }

  private static String name(Schema schema) {
    return schema.getType() == Schema.Type.RECORD
        ? schema.getFullName()
        : schema.getType().getName();
  }

  // ---- records

  /**
   * The record itself, with what its rules as a whole ask of it.
   *
   * @param slots the root fields that others ask for
   */
  private Step root(Schema writer, Schema reader, SchemaObject object, Slots slots) {
    List<Judgement> judgements = expressions.ofRecord(object.rules(), writer, reader, slots);
    if (slots.isEmpty()) {
      return judged(record(writer, reader, object.properties(), ""), judgements);
    }
    // Not one of the known steps: where the schema holds itself, the inner records mark nothing.
    RecordStep root = new RecordStep();
    root.setFields(fields(writer, reader, object.properties(), "", slots));
    return judged(root, judgements);
  }

  private static Step judged(Step step, List<Judgement> judgements) {
    return judgements.isEmpty() ? step : new JudgedStep(step, judgements);
  }

  private RecordStep record(
      Schema writer, @Nullable Schema reader, List<Property> properties, String path) {
    Met key = new Met(writer, reader, properties);
    RecordStep known = records.get(key);
    if (known != null) {
      return known;
    }
    RecordStep step = new RecordStep();
    records.put(key, step);
    step.setFields(fields(writer, reader, properties, path, NO_SLOTS));
    return step;
  }

  private List<Step> fields(
      Schema writer, @Nullable Schema reader, List<Property> properties, String path, Slots slots) {
    List<Step> steps = new ArrayList<>();
    List<Schema.Field> unknown = new ArrayList<>();
    for (Schema.Field field : writer.getFields()) {
      Schema.Field match = reader == null ? null : FieldNames.match(field, writer, reader);
      if (match == null) {
        unknown.add(field);
        Step step = value(field.schema(), null, null, field.name(), join(path, field.name()));
        int slot = slots.find(field.name());
        steps.add(slot < 0 ? step : new SlotStep(slot, step));
      } else {
        Step step =
            value(
                field.schema(),
                match.schema(),
                FieldNames.property(properties, match.name()),
                match.name(),
                join(path, match.name()));
        int slot = slots.find(match.name());
        steps.add(slot < 0 ? step : new SlotStep(slot, step));
      }
    }
    if (reader != null) {
      for (Schema.Field field : reader.getFields()) {
        if (FieldNames.source(field, writer) == null) {
          absent(field, FieldNames.property(properties, field.name()), unknown, path, steps);
        }
      }
    }
    return steps;
  }

  /** A field of the contract that the writer lacks. */
  private void absent(
      Schema.Field field,
      @Nullable Property property,
      List<Schema.Field> unknown,
      String path,
      List<Step> steps) {
    String hint = Renames.hint(field, unknown);
    if (!field.hasDefaultValue()) {
      differences.add(
          SchemaRule.MISSING_FIELD.at(
              join(path, field.name()), "field " + field.name() + " is missing" + hint));
      return;
    }
    List<Demand> broken = Defaults.broken(field, property, expressions.checked());
    if (!broken.isEmpty()) {
      // A field of a record within is there in some records alone.
      lacksWhatIsDemanded |= path.isEmpty() && broken.stream().anyMatch(Demand::routes);
      String why = ", but the writer has no such field and its default stands in" + hint;
      steps.add(
          new KnownStep(
              broken.stream()
                  .map(
                      d ->
                          new Demand(
                              d.violationClass(),
                              d.rule(),
                              d.path(),
                              d.message() + why,
                              d.severity()))
                  .toList()));
    }
  }

  // ---- values

  /**
   * The step of one value.
   *
   * @param name how breaches name it, relative to the record that holds it; empty for items
   * @param path how differences name it, from the root
   */
  private Step value(
      Schema writer,
      @Nullable Schema reader,
      @Nullable Property property,
      String name,
      String path) {
    if (writer.getType() == Schema.Type.UNION) {
      return union(writer, reader, property, name, path);
    }
    if (reader == null) {
      return step(writer, null, null, name, path);
    }
    if (writer.getType() == Schema.Type.NULL && Compatibility.isNullable(reader)) {
      return new KnownStep(brokenByNull(reader, property, name));
    }
    Schema counterpart = Compatibility.branchFor(writer, branches(reader));
    if (counterpart == null || !Compatibility.meansTheSame(writer, counterpart)) {
      differences.add(difference(writer, reader, counterpart, path));
      return step(writer, null, null, name, path);
    }
    return step(writer, counterpart, property, name, path);
  }

  private static List<Schema> branches(Schema schema) {
    return schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
  }

  private static Violation difference(
      Schema writer, Schema reader, @Nullable Schema counterpart, String path) {
    String message =
        "the writer has "
            + Compatibility.describe(writer)
            + ", the contract "
            + Compatibility.describe(reader);
    return (counterpart == null ? SchemaRule.FIELD_TYPE : SchemaRule.LOGICAL_TYPE)
        .at(path, message);
  }

  private Step union(
      Schema writer,
      @Nullable Schema reader,
      @Nullable Property property,
      String name,
      String path) {
    boolean soleTypes =
        reader != null
            && Compatibility.valueTypes(writer).size() == 1
            && Compatibility.valueTypes(reader).size() == 1;
    List<Step> steps = new ArrayList<>();
    for (Schema branch : writer.getTypes()) {
      steps.add(branch(branch, reader, property, name, path, soleTypes));
    }
    return new UnionStep(name, steps);
  }

  private Step branch(
      Schema branch,
      @Nullable Schema reader,
      @Nullable Property property,
      String name,
      String path,
      boolean soleTypes) {
    if (reader == null) {
      return step(branch, null, null, name, path);
    }
    if (branch.getType() == Schema.Type.NULL) {
      return new KnownStep(brokenByNull(reader, property, name));
    }
    Schema counterpart = Compatibility.branchFor(branch, branches(reader));
    // Where each side has one type besides null, another type is a change of the field, not a
    // matter of the record.
    if (soleTypes || (counterpart != null && !Compatibility.meansTheSame(branch, counterpart))) {
      return value(branch, reader, property, name, path);
    }
    if (counterpart == null) {
      return new UnfitStep(
          SchemaRule.UNION_BRANCH.demand(
              name, "the contract has no branch for " + Compatibility.describe(branch)),
          step(branch, null, null, name, path));
    }
    return step(branch, counterpart, property, name, path);
  }

  private static List<Demand> brokenByNull(
      Schema reader, @Nullable Property property, String name) {
    List<Demand> broken = Checks.ofNull(rules(property), name);
    boolean routes = broken.stream().anyMatch(Demand::routes);
    return Compatibility.isNullable(reader) || routes
        ? broken
        : Stream.concat(
                broken.stream(),
                Stream.of(
                    SchemaRule.NULL_VALUE.demand(
                        name, "null, which the contract's schema has not")))
            .toList();
  }

  private static List<Rule> rules(@Nullable Property property) {
    return property == null ? List.of() : property.rules();
  }

  /** The step of a value that is read by a type it fits, or for its structure alone. */
  private Step step(
      Schema writer,
      @Nullable Schema reader,
      @Nullable Property property,
      String name,
      String path) {
    Step step = unjudged(writer, reader, property, name, path);
    List<Judgement> judgements =
        reader == null ? List.of() : expressions.ofValue(rules(property), writer, reader, name);
    return judged(step, judgements);
  }

  private Step unjudged(
      Schema writer,
      @Nullable Schema reader,
      @Nullable Property property,
      String name,
      String path) {
    return switch (writer.getType()) {
      case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED, ENUM ->
          ScalarSteps.of(writer, reader, rules(property), name);
      case ARRAY -> array(writer, reader, property, name, path);
      case MAP -> map(writer, reader, property, name, path);
      case RECORD -> {
        List<Property> nested = property == null ? List.of() : property.properties();
        RecordStep step = record(writer, reader, nested, path);
        yield name.isEmpty() ? step : new NamedStep(name, step);
      }
      case UNION -> throw new IllegalArgumentException("a union directly within a union: " + path);
    };
  }

  private Step array(
      Schema writer,
      @Nullable Schema reader,
      @Nullable Property property,
      String name,
      String path) {
    Step items =
        value(
            writer.getElementType(),
            reader == null ? null : reader.getElementType(),
            property == null ? null : property.items(),
            "",
            path);
    List<Object> checks = Checks.of(rules(property), writer, name, Checks::array);
    return new ArrayStep(
        name,
        items,
        Compatibility.minBytes(writer.getElementType()),
        sizes(checks),
        checks.stream()
            .filter(Demand.class::isInstance)
            .map(Demand.class::cast)
            .findFirst()
            .orElse(null));
  }

  private Step map(
      Schema writer,
      @Nullable Schema reader,
      @Nullable Property property,
      String name,
      String path) {
    Step values =
        value(
            writer.getValueType(),
            reader == null ? null : reader.getValueType(),
            property == null ? null : property.items(),
            "",
            path);
    return new MapStep(
        name,
        property == null ? hidesUnknown : property.holdsPersonal(),
        values,
        Compatibility.minBytes(writer.getValueType()),
        sizes(Checks.of(rules(property), writer, name, Checks::map)));
  }

  private static List<Size> sizes(List<Object> checks) {
    return checks.stream().filter(Size.class::isInstance).map(Size.class::cast).toList();
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
