package io.sluice.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.export.openslo.OpenSloDocuments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Documents held to the rules that the specification states (OpenSLO v1); there is no package that
 * has its JSON schema.
 */
class OpenSloTest {

  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final String DURATION = "[1-9][0-9]*[mhdwMQY]";

  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "DataSource", Set.of("description", "type", "connectionDetails"),
          "Service", Set.of("description"),
          "AlertNotificationTarget", Set.of("description", "target"),
          "SLI", Set.of("description", "ratioMetric", "thresholdMetric"),
          "AlertCondition", Set.of("description", "severity", "condition"),
          "AlertPolicy",
              Set.of(
                  "description",
                  "alertWhenNoData",
                  "alertWhenResolved",
                  "alertWhenBreaching",
                  "conditions",
                  "notificationTargets"),
          "SLO",
              Set.of(
                  "description",
                  "service",
                  "indicatorRef",
                  "timeWindow",
                  "budgetingMethod",
                  "objectives",
                  "alertPolicies"));

  static List<Subject> subjects() {
    return Subjects.all();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void objectsHaveTheKeysThatTheirKindHas(Subject subject) {
    for (JsonNode object : documents(subject)) {
      assertThat(object.path("apiVersion").asText()).isEqualTo("openslo/v1");
      assertThat(object.path("metadata").path("name").asText()).matches(NAME);
      Set<String> keys = new HashSet<>();
      object.path("spec").fieldNames().forEachRemaining(keys::add);
      assertThat(KEYS.get(object.path("kind").asText())).as(object.toString()).containsAll(keys);
      assertThat(object.path("spec").path("description").asText()).hasSizeLessThanOrEqualTo(1050);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void whatAnObjectNamesStandsBeforeIt(Subject subject) {
    Set<String> known = new HashSet<>();
    for (JsonNode object : documents(subject)) {
      JsonNode spec = object.path("spec");
      expect(known, "SLI", spec.findValues("indicatorRef"));
      expect(known, "Service", spec.findValues("service"));
      expect(known, "AlertCondition", spec.findValues("conditionRef"));
      expect(known, "AlertPolicy", spec.findValues("alertPolicyRef"));
      expect(known, "AlertNotificationTarget", spec.findValues("targetRef"));
      expect(known, "DataSource", spec.findValues("metricSourceRef"));
      String name =
          object.path("kind").asText() + " " + object.path("metadata").path("name").asText();
      assertThat(known.add(name)).as(name).isTrue();
    }
  }

  private static void expect(Set<String> known, String kind, List<JsonNode> names) {
    assertThat(names).allSatisfy(name -> assertThat(known).contains(kind + " " + name.asText()));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void objectivesAreWhatTheSpecificationAllows(Subject subject) {
    for (JsonNode slo : ofKind("SLO", subject)) {
      JsonNode spec = slo.path("spec");
      assertThat(spec.path("budgetingMethod").asText()).isEqualTo("Occurrences");
      assertThat(spec.path("timeWindow")).hasSize(1);
      JsonNode window = spec.path("timeWindow").path(0);
      assertThat(window.path("duration").asText()).matches(DURATION);
      assertThat(window.has("calendar")).isNotEqualTo(window.path("isRolling").asBoolean());
      assertThat(spec.path("objectives"))
          .singleElement()
          .satisfies(
              objective ->
                  assertThat(objective.path("target").asDouble()).isPositive().isLessThan(1));
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void indicatorsAreAShareOfCounters(Subject subject) {
    for (JsonNode sli : ofKind("SLI", subject)) {
      JsonNode ratio = sli.path("spec").path("ratioMetric");
      assertThat(ratio.path("counter").asBoolean()).isTrue();
      assertThat(ratio.at("/good/metricSource/spec/query").asText()).contains(Series.GOOD);
      assertThat(ratio.at("/total/metricSource/spec/query").asText()).contains(Series.EVENTS);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void alertsAreOnBurnRates(Subject subject) {
    for (JsonNode alert : ofKind("AlertCondition", subject)) {
      JsonNode condition = alert.path("spec").path("condition");
      assertThat(alert.path("spec").path("severity").asText()).isIn("page", "ticket");
      assertThat(condition.path("kind").asText()).isEqualTo("burnrate");
      assertThat(condition.path("threshold").isNumber()).isTrue();
      assertThat(condition.path("lookbackWindow").asText()).matches(DURATION);
      assertThat(condition.path("alertAfter").asText()).matches(DURATION);
    }
    for (JsonNode policy : ofKind("AlertPolicy", subject)) {
      assertThat(policy.path("spec").path("conditions")).hasSize(1);
      assertThat(policy.path("spec").path("notificationTargets")).isNotEmpty();
    }
  }

  @Test
  void aCalendarOfAZoneIsSaidAsOne() {
    assertThat(ofKind("SLO", Subjects.everything()))
        .filteredOn(slo -> slo.at("/metadata/name").asText().endsWith("-daily"))
        .singleElement()
        .satisfies(
            slo -> {
              JsonNode window = slo.at("/spec/timeWindow/0");
              assertThat(window.path("duration").asText()).isEqualTo("1M");
              assertThat(window.at("/calendar/timeZone").asText()).isEqualTo("Africa/Lagos");
            });
  }

  private static List<JsonNode> ofKind(String kind, Subject subject) {
    return documents(subject).stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .toList();
  }

  /** The documents as somebody reads them. */
  private static List<JsonNode> documents(Subject subject) {
    List<Map<String, Object>> documents = new ArrayList<>();
    documents.add(OpenSloDocuments.dataSource("http://prometheus:9090"));
    documents.addAll(OpenSloDocuments.of(subject));
    List<JsonNode> read = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(YamlDocuments.write(documents))
        .forEach(document -> read.add(new ObjectMapper().valueToTree(document)));
    return read;
  }
}
