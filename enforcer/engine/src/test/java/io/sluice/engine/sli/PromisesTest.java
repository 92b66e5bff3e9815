package io.sluice.engine.sli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Framing;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.objective.CalendarUnit;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Deadlines;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.objective.Periods;
import io.sluice.engine.objective.Target;
import io.sluice.engine.objective.Window;
import io.sluice.engine.odcs.OdcsDocument;
import io.sluice.engine.testing.Repository;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PromisesTest {

  private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");
  private static final Window THIRTY_DAYS = new Window.Rolling(Duration.ofDays(30));

  /** Has one of each; that it has no errors is a golden case of its own. */
  private static final Promises ALL =
      promises("src/test/resources/odcs/promises/contract.odcs.yaml");

  private static Promises promises(String file) {
    try {
      return Promises.of(contract(Files.readString(Path.of(file))));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Contract contract(String text) {
    return OdcsDocument.parse("test", text).contract().orElseThrow();
  }

  private static Indicator indicator(String id) {
    return ALL.indicator(id).orElseThrow();
  }

  private static Optional<Objective> objective(String id) {
    return indicator(id).promise().objective();
  }

  private static Target atLeast(String percent) {
    return Target.atLeast(new BigDecimal(percent));
  }

  @Test
  void everyPromiseIsAnIndicatorByItsIdAndWord() {
    assertThat(ALL.indicators())
        .extracting(i -> i.sli().word() + " " + i.id())
        .containsExactly(
            "freshness fresh",
            "latency late",
            "latency late-p95",
            "deadline daily",
            "deadline offset",
            "deadline fifth",
            "deadline sunday",
            "frequency often",
            "frequency quarterly",
            "availability up",
            "adherence errors",
            "coverage active-wells",
            "coverage listed",
            "coverage referenced",
            "coverage referenced-in-headers",
            "coverage counted-by-two",
            "uniqueness no-duplicates",
            "uniqueness few-duplicates",
            "volume rows-a-day",
            "uniqueness serial.unique",
            "completeness oil.required",
            "accuracy oil.minimum",
            "accuracy oil-in-range",
            "completeness region-there",
            "completeness region-said",
            "accuracy region-known",
            "accuracy region-rows",
            "uniqueness primaryKey");
  }

  @Test
  void contractWithoutPromisesHasAdherenceAndNoTarget() {
    Promises promises =
        Promises.of(
            contract(
                """
                apiVersion: v3.1.0
                kind: DataContract
                id: test
                version: 1.0.0
                status: active
                schema: [{name: Thing, physicalType: topic, physicalName: thing}]
                """));

    assertThat(promises.indicators()).extracting(Indicator::id).containsExactly("adherence");
    assertThat(promises.indicators().getFirst().promise().objective()).isEmpty();
    assertThat(promises.clockSkew()).isEqualTo(Duration.ofMinutes(5));
    assertThat(promises.backfillOlderThan()).isEmpty();
  }

  @Test
  void whatIsOnNoTopicPromisesNothingOnAStream() {
    Promises promises =
        Promises.of(
            contract(
                """
                apiVersion: v3.1.0
                kind: DataContract
                id: test
                version: 1.0.0
                status: active
                schema: [{name: Thing, physicalType: table, physicalName: thing}]
                slaProperties: [{property: freshness, value: 1}]
                """));

    assertThat(promises.indicators()).isEmpty();
    assertThat(promises.findings()).isEmpty();
  }

  @Test
  void lengthsOfTimeAreReadInEverySpelling() {
    assertThat(((Indicator.Freshness) indicator("fresh")).atMost())
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(((Indicator.Latency) indicator("late")).atMost()).isEqualTo(Duration.ofSeconds(10));
    assertThat(((Indicator.Latency) indicator("late-p95")).atMost())
        .isEqualTo(Duration.ofMillis(50));
    assertThat(ALL.clockSkew()).isEqualTo(Duration.ofMinutes(2));
    assertThat(ALL.backfillOlderThan()).contains(Duration.ofDays(7));
    for (String text :
        List.of("30d", "30 days", "P30D", "720h", "720 HRS", "PT720H", "43200 min")) {
      assertThat(Lengths.parse(text)).as(text).contains(Duration.ofDays(30));
    }
    assertThat(Lengths.parse("P2W")).contains(Duration.ofDays(14));
    for (String text : List.of("", "30", "d", "0d", "-1d", "5M", "1mo", "P1M", "P1Y", "9999999d")) {
      assertThat(Lengths.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void percentilesAvailabilityAndErrorRatesAreTheirOwnTargets() {
    assertThat(objective("late-p95"))
        .contains(new Objective(atLeast("95"), new Window.Rolling(Duration.ofDays(7))));
    assertThat(objective("up")).contains(new Objective(atLeast("99.99"), THIRTY_DAYS));
    assertThat(((Indicator.Availability) indicator("up")).mostLag())
        .isEqualTo(OptionalLong.of(10_000));
    assertThat(objective("errors"))
        .contains(
            new Objective(
                atLeast("99.5"),
                new Window.OfCalendar(new Periods.Calendar(CalendarUnit.WEEK, ZoneOffset.UTC))));
  }

  @Test
  void slaWithAnObjectiveHasItsTargetAndOneWithoutHasNone() {
    assertThat(objective("fresh")).contains(new Objective(atLeast("99.9"), THIRTY_DAYS));
    assertThat(objective("daily"))
        .contains(
            new Objective(
                atLeast("95"),
                new Window.OfCalendar(new Periods.Calendar(CalendarUnit.MONTH, LAGOS))));
    assertThat(objective("often")).isEmpty();
    assertThat(objective("sunday")).isEmpty();
  }

  @Test
  void deadlinesAreOfDaysWeeksOrMonthsOfAZone() {
    LocalTime six = LocalTime.of(6, 0);
    LocalTime halfPastSix = LocalTime.of(6, 30);
    assertThat(deadlines("daily"))
        .isEqualTo(new Deadlines(new Periods.Calendar(CalendarUnit.DAY, LAGOS), six, 1));
    assertThat(deadlines("offset"))
        .isEqualTo(
            new Deadlines(
                new Periods.Calendar(CalendarUnit.WEEK, ZoneOffset.ofHours(-8)),
                LocalTime.of(9, 0),
                1));
    assertThat(deadlines("fifth"))
        .isEqualTo(new Deadlines(new Periods.Calendar(CalendarUnit.MONTH, LAGOS), halfPastSix, 5));
    assertThat(deadlines("sunday"))
        .isEqualTo(
            new Deadlines(new Periods.Calendar(CalendarUnit.WEEK, ZoneOffset.UTC), halfPastSix, 7));
    assertThat(((Indicator.Deadline) indicator("daily")).arrival())
        .isEqualTo(new Arrival.MinRows(1000));
  }

  private static Deadlines deadlines(String id) {
    return ((Indicator.Deadline) indicator(id)).deadlines();
  }

  @Test
  void frequenciesAreEvenOrOfTheCalendar() {
    assertThat(((Indicator.Frequency) indicator("often")).intervals())
        .isEqualTo(new Periods.Even(Duration.ofMinutes(10)));
    assertThat(((Indicator.Frequency) indicator("quarterly")).intervals())
        .isEqualTo(new Periods.Calendar(CalendarUnit.MONTH, 3, LAGOS));
  }

  @Test
  void moreThanSoManyPercentOfThePopulationIsJudgedToTheKey() {
    Indicator.Coverage coverage = (Indicator.Coverage) indicator("active-wells");
    Bound bound = coverage.promise().bound().orElseThrow();

    assertThat(bound.isKeptBy(new Counts(1194, 1200))).isFalse();
    assertThat(bound.isKeptBy(new Counts(1195, 1200))).isTrue();
    assertThat(coverage.key()).containsExactly("well_id");
    assertThat(coverage.population()).isEqualTo(new Population.Count(1200));
    assertThat(coverage.window())
        .isEqualTo(
            new CalendarWindow(
                new Periods.Calendar(CalendarUnit.MONTH, LAGOS), Duration.ofDays(3)));
    assertThat(coverage.promise().eventTime()).isEqualTo("day");
    assertThat(coverage.promise().objective()).isEmpty();
    assertThat(coverage.burns()).isFalse();
  }

  @Test
  void populationsAreCountedListedOrReferenced() {
    Indicator.Coverage listed = (Indicator.Coverage) indicator("listed");
    assertThat(listed.population()).isEqualTo(new Population.Values(List.of("a", "b")));
    assertThat(((Indicator.Coverage) indicator("referenced")).population())
        .isEqualTo(
            new Population.Topic(
                "ref.wells", Optional.of("id"), Optional.of("message.active"), Framing.REGISTRY));
    assertThat(((Indicator.Coverage) indicator("referenced-in-headers")).population())
        .isEqualTo(
            new Population.Topic("ref.wells", Optional.empty(), Optional.empty(), Framing.HEADERS));
    Indicator.Coverage counted = (Indicator.Coverage) indicator("counted-by-two");
    assertThat(counted.population()).isEqualTo(new Population.Count(12));
    assertThat(counted.key()).containsExactly("well_id", "serial");
  }

  @Test
  void shareThatARuleToleratesIsATarget() {
    assertThat(objective("region-there"))
        .contains(new Objective(Target.moreThan(new BigDecimal("99.9")), THIRTY_DAYS));
    assertThat(objective("oil-in-range"))
        .contains(new Objective(atLeast("99.5"), new Window.Rolling(Duration.ofDays(1))));
    assertThat(objective("no-duplicates"))
        .contains(new Objective(Target.moreThan(new BigDecimal("99")), THIRTY_DAYS));
    assertThat(objective("serial.unique")).contains(new Objective(atLeast("100"), THIRTY_DAYS));
    assertThat(objective("primaryKey")).isEmpty();
  }

  @Test
  void ruleOfAWindowIsJudgedByEachOfItsPeriods() {
    CalendarWindow utcDay =
        new CalendarWindow(new Periods.Calendar(CalendarUnit.DAY, ZoneOffset.UTC), Duration.ZERO);
    assertThat(indicator("region-said").periods())
        .contains(
            new CalendarWindow(
                new Periods.Calendar(CalendarUnit.WEEK, ZoneOffset.UTC), Duration.ZERO));
    assertThat(indicator("region-said").promise().objective()).isEmpty();
    assertThat(indicator("region-rows").periods()).contains(utcDay);
    assertThat(indicator("few-duplicates").periods()).contains(utcDay);
    assertThat(indicator("rows-a-day").periods())
        .contains(
            new CalendarWindow(new Periods.Calendar(CalendarUnit.DAY, LAGOS), Duration.ofHours(6)));
    assertThat(objective("rows-a-day")).contains(new Objective(atLeast("90"), THIRTY_DAYS));
  }

  @Test
  void completenessSaysOfWhichRecordsAndWhatIsMissing() {
    Indicator.Completeness there = (Indicator.Completeness) indicator("region-there");
    assertThat(there.field()).contains("region");
    assertThat(there.denominator()).isEqualTo(Denominator.COMPLIANT);
    assertThat(there.present()).containsExactly(new Constraint.Required());
    assertThat(((Indicator.Completeness) indicator("region-said")).present())
        .containsExactly(new Constraint.NotMissing(List.of("n/a"), false));
  }

  @Test
  void objectiveOfARuleThatRoutesMakesItAnIndicator() {
    Indicator.Accuracy minimum = (Indicator.Accuracy) indicator("oil.minimum");
    assertThat(minimum.valid()).containsExactly(new Constraint.Minimum("0", false));
    assertThat(minimum.promise().objective()).contains(new Objective(atLeast("99.9"), THIRTY_DAYS));
    Indicator.Completeness required = (Indicator.Completeness) indicator("oil.required");
    assertThat(required.denominator()).isEqualTo(Denominator.CONSUMED);
    assertThat(((Indicator.Accuracy) indicator("region-known")).valid())
        .containsExactly(new Constraint.ValidValues(List.of("a")), new Constraint.Pattern("^a"));
  }

  @Test
  void tolerantExpressionMeasuresAccuracyOfRecordsWithAValue() {
    Indicator.Accuracy accuracy = (Indicator.Accuracy) indicator("oil-in-range");
    assertThat(accuracy.path()).contains("oil");
    assertThat(accuracy.valid()).containsExactly(new Constraint.Cel("value < 50000.0"));
    assertThat(accuracy.promise().eventTime()).isEqualTo("read_at");
  }

  @Test
  void shippedContractsPromiseWithoutFindings() throws IOException {
    for (Path file : Repository.contracts()) {
      Promises promises = promises(file.toString());
      assertThat(promises.findings()).as(file.toString()).filteredOn(Finding::isError).isEmpty();
      assertThat(promises.indicators()).as(file.toString()).isNotEmpty();
    }
  }
}
