package io.sluice.engine.sli;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.contract.SlaProperty;
import io.sluice.engine.contract.Written;
import io.sluice.engine.objective.Deadlines;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the promises of a contract whose records are those of one topic. */
final class PromiseReader {

  private static final String ADHERENCE = "adherence";
  private static final String PRIMARY_KEY = "primaryKey";
  private static final BigDecimal MOST_ROWS = BigDecimal.valueOf(1_000_000_000_000L);

  private final Contract contract;
  private final SchemaObject object;
  private final PromiseReport report;
  private final Elements elements;
  private final ObjectiveReader objectives;

  /** By id; what has the same id as another is reported and left out. */
  private final Map<String, Indicator> indicators = new TreeMap<>();

  private final List<Indicator> inOrder = new ArrayList<>();

  PromiseReader(Contract contract, SchemaObject object, PromiseReport report) {
    this.contract = contract;
    this.object = object;
    this.report = report;
    this.elements = new Elements(object, report);
    this.objectives = new ObjectiveReader(contract, report);
  }

  Promises read() {
    slas();
    rules();
    if (inOrder.stream().noneMatch(Indicator.Adherence.class::isInstance)) {
      adherence();
    }
    objectives.reportUnclaimed(indicators.keySet());
    arrivals();
    WindowReader windows = new WindowReader(report);
    Duration skew =
        setting(Promises.CLOCK_SKEW_PROPERTY)
            .map(written -> windows.length(written, Promises.CLOCK_SKEW_PROPERTY))
            .orElse(Promises.DEFAULT_CLOCK_SKEW);
    Optional<Duration> backfill =
        setting(Promises.BACKFILL_PROPERTY)
            .map(written -> windows.length(written, Promises.BACKFILL_PROPERTY));
    return new Promises(inOrder, skew, backfill, report.findings());
  }

  private Optional<Written> setting(String name) {
    return contract.customProperty(name).map(CustomProperty::written);
  }

  private void add(@Nullable Indicator indicator) {
    if (indicator == null) {
      return;
    } else if (indicators.putIfAbsent(indicator.id(), indicator) == null) {
      inOrder.add(indicator);
    } else {
      report.duplicateId(indicator.promise().location(), indicator.id());
    }
  }

  /** What every contract has. */
  private void adherence() {
    Promise promise =
        new Promise(
            ADHERENCE,
            null,
            Optional.empty(),
            objectives.of(ADHERENCE, Optional.empty()),
            null,
            contract.location());
    Indicator indicator = new Indicator.Adherence(promise);
    Indicator other = indicators.putIfAbsent(ADHERENCE, indicator);
    if (other == null) {
      inOrder.addFirst(indicator);
    } else {
      report.duplicateId(other.promise().location(), ADHERENCE);
    }
  }

  // ---- promises on time

  private void slas() {
    SlaReader reader =
        new SlaReader(elements, contract.slaDefaultElement(), objectives, arrival(), report);
    for (SlaProperty sla : contract.slaProperties()) {
      SlaReader.word(sla).ifPresent(word -> objectives.claim(SlaReader.id(sla, word)));
      add(reader.read(sla));
    }
  }

  private Arrival arrival() {
    Written written = setting(Promises.ARRIVAL_PROPERTY).orElse(null);
    if (written == null) {
      return new Arrival.MinRows(1);
    }
    Optional<String> coverage = written.child("coverage").flatMap(Written::text);
    BigDecimal rows = written.child("minRows").flatMap(Written::number).orElse(BigDecimal.ZERO);
    boolean isOne = written.keys().size() == 1;
    if (isOne && coverage.isPresent()) {
      return new Arrival.OfCoverage(coverage.get());
    } else if (isOne && isCount(rows)) {
      return new Arrival.MinRows(rows.longValueExact());
    }
    report.setting(
        written.location(),
        Promises.ARRIVAL_PROPERTY,
        "{minRows: 1}, or {coverage: the id of a populationCoverage rule}");
    return new Arrival.MinRows(1);
  }

  private static boolean isCount(BigDecimal number) {
    return number.signum() > 0
        && number.compareTo(MOST_ROWS) <= 0
        && number.stripTrailingZeros().scale() <= 0;
  }

  /** A period is delivered by a coverage of that very period. */
  private void arrivals() {
    Written place = setting(Promises.ARRIVAL_PROPERTY).orElse(null);
    for (Indicator indicator : inOrder) {
      if (place != null
          && indicator instanceof Indicator.Deadline deadline
          && deadline.arrival() instanceof Arrival.OfCoverage(String rule)) {
        Deadlines due = deadline.deadlines();
        if (!(indicators.get(rule) instanceof Indicator.Coverage coverage)) {
          report.arrivalCoverage(place.location(), rule, "is no populationCoverage rule");
        } else if (!coverage.window().periods().equals(due.periods())) {
          report.arrivalCoverage(
              place.location(),
              rule,
              "is of the %s, and %s of the %s"
                  .formatted(coverage.window().periods(), deadline.id(), due.periods()));
        }
      }
    }
  }

  // ---- rules

  private void rules() {
    MeasureReader reader =
        new MeasureReader(elements, eventTime(), objectives, denominator(), report);
    object.rules().forEach(rule -> rule(reader, rule, object.rules(), null));
    List<String> primaryKey = new ArrayList<>();
    fields(reader, object.properties(), "", primaryKey);
    if (!primaryKey.isEmpty()) {
      add(reader.marked(PRIMARY_KEY, primaryKey, false, object.location()));
    }
  }

  private void fields(
      MeasureReader reader, List<Property> properties, String above, List<String> primaryKey) {
    for (Property property : properties) {
      String path = above.isEmpty() ? property.name() : above + "." + property.name();
      property.rules().forEach(rule -> rule(reader, rule, property.rules(), path));
      if (property.unique()) {
        add(reader.marked(path + ".unique", List.of(path), true, property.location()));
      }
      if (property.primaryKey()) {
        primaryKey.add(path);
      }
      fields(reader, property.properties(), path, primaryKey);
      Stream.ofNullable(property.items()).forEach(this::withinArray);
    }
  }

  private void rule(MeasureReader reader, Rule rule, List<Rule> beside, @Nullable String path) {
    switch (rule.constraint()) {
      case Constraint.Measure measure -> {
        objectives.claim(rule.id());
        add(reader.measure(rule, measure, path));
      }
      case Constraint.NotOnAStream aside -> {}
      default -> {
        if (objectives.isUnclaimed(rule.id())) {
          // A rule that demands several things stands once for each, under one id.
          List<Constraint> holds =
              beside.stream().filter(r -> r.id().equals(rule.id())).map(Rule::constraint).toList();
          add(reader.routing(rule, holds, path));
        }
      }
    }
  }

  /** Records are counted, and an array has any number of items. */
  private void withinArray(Property items) {
    items.rules().stream()
        .filter(rule -> rule.constraint() instanceof Constraint.Measure)
        .forEach(rule -> report.withinArray(rule.location(), rule.id()));
    items.properties().forEach(this::withinArray);
    Stream.ofNullable(items.items()).forEach(this::withinArray);
  }

  /**
   * The contract's own event time: that of freshness, or else of the first promise that has one.
   */
  private @Nullable String eventTime() {
    List<SlaProperty> measured =
        contract.slaProperties().stream().filter(s -> SlaReader.word(s).isPresent()).toList();
    Stream<SlaProperty> freshnessFirst =
        Stream.concat(
            measured.stream().filter(s -> SlaReader.word(s).equals(Optional.of("freshness"))),
            measured.stream());
    Elements silent = new Elements(object, new PromiseReport());
    return Stream.concat(
            Stream.ofNullable(contract.slaDefaultElement()),
            freshnessFirst.map(SlaProperty::element).filter(Objects::nonNull))
        .map(element -> silent.time(String.valueOf(element), object.location()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private Denominator denominator() {
    Written written = setting(Promises.DENOMINATOR_PROPERTY).orElse(null);
    if (written == null) {
      return Denominator.CONSUMED;
    }
    Optional<Denominator> denominator =
        Arrays.stream(Denominator.values())
            .filter(d -> written.text().equals(Optional.of(d.word())))
            .findFirst();
    if (denominator.isEmpty()) {
      String words =
          Arrays.stream(Denominator.values())
              .map(Denominator::word)
              .collect(Collectors.joining(", "));
      report.setting(written.location(), Promises.DENOMINATOR_PROPERTY, "one of " + words);
    }
    return denominator.orElse(Denominator.CONSUMED);
  }
}
