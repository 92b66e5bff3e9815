package io.sluice.engine.plan;

import io.sluice.engine.cel.Expressions;
import io.sluice.engine.cel.Layout;
import io.sluice.engine.cel.Slots;
import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Location;
import io.sluice.engine.observe.EventTime;
import io.sluice.engine.observe.KeyHash;
import io.sluice.engine.observe.KeyPart;
import io.sluice.engine.observe.Mark;
import io.sluice.engine.observe.Observables;
import io.sluice.engine.observe.Observer;
import io.sluice.engine.observe.Sight;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.walk.Judgement;
import io.sluice.engine.walk.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what is observed in the records of one writer schema. A field is found by the way that
 * leads to it through the writer's bytes; a value is held to what is measured by the very steps
 * that rules which route come to.
 */
final class ObserverCompiler {

  private static final Sight NOTHING = new Sight.Nothing();
  private static final Location NOWHERE = Location.startOf("measured");

  private final SchemaObject object;
  private final Schema writer;
  private final Schema reader;
  private final Slots slots;
  private final Expressions expressions;
  private final Layouts layouts = new Layouts();

  /**
   * @param slots takes the root fields whose places are asked for
   */
  ObserverCompiler(
      SchemaObject object, Schema writer, Schema reader, Slots slots, Expressions expressions) {
    this.object = object;
    this.writer = writer;
    this.reader = reader;
    this.slots = slots;
    this.expressions = expressions;
  }

  /** What is seen at the end of a way, of a value by its schemas, unions with null included. */
  @FunctionalInterface
  private interface End {
    Sight of(Schema writer, Schema reader, @Nullable Property property);
  }

  Observer compile(Observables observables, KeyHash hash) {
    List<Observer.From> fields = new ArrayList<>();
    List<Observer.Judged> records = new ArrayList<>();
    List<Mark> ofNull = new ArrayList<>();
    for (int i = 0; i < observables.times().size(); i++) {
      int place = i;
      fields.add(from(observables.times().get(i), (w, r, p) -> eventTime(place, w, r, p)));
    }
    for (int i = 0; i < observables.values().size(); i++) {
      Indicator indicator = observables.values().get(i);
      List<Constraint> constraints = constraints(indicator);
      int place = i;
      ofNull.add(ofNull(indicator));
      indicator
          .field()
          .ifPresentOrElse(
              path -> fields.add(from(path, (w, r, p) -> value(place, constraints, w, r, p))),
              () -> records.add(record(place, constraints)));
    }
    List<List<Observer.From>> keys = new ArrayList<>();
    for (List<String> paths : observables.keys()) {
      keys.add(paths.stream().map(this::keyPart).toList());
    }
    return new Observer(fields, records, keys, ofNull, hash);
  }

  /** The way to a value that is a key, or a part of one. */
  Observer.From keyPart(String path) {
    return from(path, (w, r, p) -> ofEach(w, r, this::keyPart));
  }

  // ---- ways

  private Observer.From from(String path, End end) {
    List<String> names = List.of(path.split("\\."));
    Schema.Field field = reader.getField(names.getFirst());
    if (field == null) {
      return new Observer.From(Observables.NOWHERE, NOTHING);
    }
    Property property = FieldNames.property(object.properties(), field.name());
    List<String> rest = names.subList(1, names.size());
    Schema.Field source = FieldNames.source(field, writer);
    return source == null
        ? new Observer.From(Observables.NOWHERE, ofDefault(field, property, rest, end))
        : new Observer.From(
            slots.of(field.name()), below(source.schema(), field.schema(), property, rest, end));
  }

  private Sight below(
      Schema written, Schema read, @Nullable Property property, List<String> rest, End end) {
    if (rest.isEmpty()) {
      return end.of(written, read, property);
    }
    if (written.getType() == Schema.Type.UNION) {
      return new Sight.Branches(
          written.getTypes().stream()
              .map(branch -> below(branch, read, property, rest, end))
              .toList());
    }
    Schema counterpart = Compatibility.counterpart(written, read);
    return counterpart == null || counterpart.getType() != Schema.Type.RECORD
        ? NOTHING
        : field(written, counterpart, property, rest, end);
  }

  private Sight field(
      Schema owner, Schema readOwner, @Nullable Property property, List<String> path, End end) {
    Schema.Field field = readOwner.getField(path.getFirst());
    if (field == null) {
      return NOTHING;
    }
    List<String> rest = path.subList(1, path.size());
    List<Property> properties = property == null ? List.of() : property.properties();
    Property inner = FieldNames.property(properties, field.name());
    Schema.Field source = FieldNames.source(field, owner);
    if (source == null) {
      return ofDefault(field, inner, rest, end);
    }
    Layout.Fields record = (Layout.Fields) layouts.fitting(owner, readOwner);
    return new Sight.Field(
        record,
        record.place(field.name()),
        below(source.schema(), field.schema(), inner, rest, end));
  }

  /** The value that stands in for a field which the writer lacks. */
  private Sight ofDefault(
      Schema.Field field, @Nullable Property property, List<String> rest, End end) {
    // Without one the writer's records can't be read at all, and the plan says so.
    return field.hasDefaultValue()
        ? new Sight.OfDefault(
            Defaults.encode(field), below(field.schema(), field.schema(), property, rest, end))
        : NOTHING;
  }

  /** What is seen in each type that a value can be written with, besides null. */
  private static Sight ofEach(
      Schema written, Schema read, BiFunction<Schema, Schema, Sight> sight) {
    if (written.getType() == Schema.Type.UNION) {
      return new Sight.Branches(
          written.getTypes().stream().map(branch -> ofEach(branch, read, sight)).toList());
    }
    Schema counterpart = Compatibility.counterpart(written, read);
    return counterpart == null || written.getType() == Schema.Type.NULL
        ? NOTHING
        : sight.apply(written, counterpart);
  }

  // ---- event times

  private Sight eventTime(int place, Schema written, Schema read, @Nullable Property property) {
    return ofEach(
        written,
        read,
        (from, to) ->
            switch (layouts.fitting(from, to)) {
              case Layout.Whole(Layout.Whole.Count count) when EventTime.Counted.isPoint(count) ->
                  new EventTime.Counted(place, count);
              case Layout.Text text -> ofText(place, property);
              default -> NOTHING;
            });
  }

  /** A text is a time where the contract says so. */
  private static Sight ofText(int place, @Nullable Property property) {
    Constraint.Temporal temporal = temporal(property);
    if (temporal == null || temporal.type() == LogicalType.TIME) {
      return NOTHING;
    }
    try {
      return new EventTime.Written(
          place, TextChecks.time(temporal), temporal.type() == LogicalType.DATE);
    } catch (InapplicableException e) {
      throw new IllegalStateException("a format that was checked is wrong", e);
    }
  }

  private static Constraint.@Nullable Temporal temporal(@Nullable Property property) {
    return property == null
        ? null
        : property.rules().stream()
            .map(Rule::constraint)
            .filter(Constraint.Temporal.class::isInstance)
            .map(Constraint.Temporal.class::cast)
            .findFirst()
            .orElse(null);
  }

  // ---- values

  private static List<Constraint> constraints(Indicator indicator) {
    return switch (indicator) {
      case Indicator.Completeness completeness -> completeness.present();
      case Indicator.Accuracy accuracy -> accuracy.valid();
      default -> throw new IllegalArgumentException(indicator.id() + " judges no value");
    };
  }

  private static Mark ofNull(Indicator indicator) {
    return switch (indicator) {
      case Indicator.Completeness completeness ->
          completeness.present().stream().anyMatch(Checks::excludesNull) ? Mark.BAD : Mark.GOOD;
      default -> Mark.NONE;
    };
  }

  private Sight value(
      int place,
      List<Constraint> constraints,
      Schema written,
      Schema read,
      @Nullable Property property) {
    if (written.getType() == Schema.Type.NULL) {
      return NOTHING;
    }
    boolean isPresenceAll = constraints.stream().allMatch(Constraint.Required.class::isInstance);
    Sight sight =
        isPresenceAll
            ? new Sight.Presence(place)
            : new Sight.Tried(
                place,
                new Trial(
                    PlanCompiler.ofMeasured(
                        written, read, measured(constraints, property), expressions)));
    return written.getType() == Schema.Type.UNION
        ? new Sight.UnlessNull(
            written.getTypes().stream().map(t -> t.getType() == Schema.Type.NULL).toList(), sight)
        : sight;
  }

  /** A field of which nothing is demanded but what is measured. */
  private static Property measured(List<Constraint> constraints, @Nullable Property property) {
    List<Constraint> demanded = new ArrayList<>(constraints);
    Constraint.Temporal temporal = temporal(property);
    if (temporal != null) {
      // By it a text's bounds are times.
      demanded.add(temporal);
    }
    List<Rule> rules = demanded.stream().map(ObserverCompiler::rule).toList();
    return Property.demanding(
        property == null ? "" : property.name(), rules, List.of(), null, NOWHERE);
  }

  /** The demands of a trial are never shown. */
  private static Rule rule(Constraint constraint) {
    return new Rule("measured", constraint, RuleSeverity.ERROR, null, NOWHERE);
  }

  private Observer.Judged record(int place, List<Constraint> constraints) {
    List<Rule> rules = constraints.stream().map(ObserverCompiler::rule).toList();
    return new Observer.Judged(
        place,
        new Rules(expressions)
            .ofRecord(rules, writer, reader, slots).stream().map(Judgement::evaluator).toList());
  }

  // ---- keys

  private Sight keyPart(Schema written, Schema read) {
    return switch (layouts.fitting(written, read)) {
      case Layout.Bool() -> new KeyPart.Truth();
      case Layout.Whole(Layout.Whole.Count count) ->
          switch (count) {
            case DOUBLE -> new KeyPart.Promoted(false);
            case FLOAT -> new KeyPart.Promoted(true);
            default -> new KeyPart.Whole();
          };
      case Layout.Floating floating -> new KeyPart.Real(floating);
      case Layout.Text() -> new KeyPart.Text(Compatibility.isUuid(read));
      case Layout.Symbols symbols -> new KeyPart.Symbol(symbols);
      case Layout.Binary binary -> new KeyPart.Binary(binary);
      case Layout.Null() -> NOTHING;
      case Layout.Unfit unfit -> NOTHING;
      case Layout.Union union -> throw new IllegalStateException("unions are taken apart");
      // No keys: they hold others.
      case Layout.Items items -> NOTHING;
      case Layout.Entries entries -> NOTHING;
      case Layout.Fields fields -> NOTHING;
    };
  }
}
