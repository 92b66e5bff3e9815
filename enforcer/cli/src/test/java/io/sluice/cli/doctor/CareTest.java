package io.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.doctor.Symptom.Severity;
import io.sluice.pipeline.topic.TopicSettings;
import io.sluice.pipeline.topic.TopicState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of topics that are there, of clusters with more brokers than the sandbox has. */
class CareTest {

  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

  private static TopicState.There topic(
      int replicas, int needed, int leaderless, @Nullable Instant newest) {
    return new TopicState.There(
        3,
        replicas,
        leaderless,
        new TopicSettings(
            1_048_588,
            false,
            false,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            "delete",
            "604800000",
            "-1",
            needed),
        Set.of(),
        new TopicState.Extent(7, Optional.ofNullable(newest)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 | 2 | 0 | -1 | 3 |
          1 | 1 | 0 | -1 | 1 |
          1 | 1 | 0 | -1 | 3 | WARNING: one replica
          3 | 3 | 0 | -1 | 3 | WARNING: one broker that is away stops all writing
          3 | 1 | 0 | -1 | 3 | WARNING: set it to 2
          2 | 3 | 0 | -1 | 3 | PROBLEM: nothing can be written
          2 | 1 | 0 | 3  | 3 | WARNING: has 2 of the 3 replicas
          3 | 2 | 1 | -1 | 3 | PROBLEM: 1 of 3 partitions have no leader
          """)
  void replicasAreJudgedByWhatTheLossOfABrokerWouldMean(
      int replicas, int needed, int leaderless, int asked, int brokers, @Nullable String expected) {
    List<Symptom> symptoms =
        new Replication(asked, brokers).symptoms("t", topic(replicas, needed, leaderless, NOW));

    if (expected == null) {
      assertThat(symptoms).isEmpty();
    } else {
      String[] parts = expected.split(": ", 2);
      assertThat(symptoms)
          .singleElement()
          .satisfies(
              symptom -> {
                assertThat(symptom.severity()).isEqualTo(Severity.valueOf(parts[0]));
                assertThat(symptom.message()).contains(parts[1]);
              });
    }
  }

  @Test
  void freshnessIsHeldAgainstThePromiseOnceItIsInForce() {
    Freshness promised =
        new Freshness(Duration.ofMinutes(5), Optional.of(Duration.ofHours(2)), true);
    Freshness drafted =
        new Freshness(Duration.ofMinutes(5), Optional.of(Duration.ofHours(2)), false);
    Freshness nothing = new Freshness(Duration.ofMinutes(5), Optional.empty(), true);

    assertThat(symptom(promised, NOW.minus(Duration.ofHours(2)))).isEmpty();
    assertThat(symptom(promised, NOW.minus(Duration.ofMinutes(150))))
        .hasValueSatisfying(
            symptom -> {
              assertThat(symptom.severity()).isEqualTo(Severity.PROBLEM);
              assertThat(symptom.message())
                  .contains("2 h 30 min old, and the contract promises at most 2 h");
            });
    assertThat(symptom(drafted, NOW.minus(Duration.ofMinutes(150))))
        .map(Symptom::severity)
        .contains(Severity.WARNING);
    assertThat(symptom(nothing, NOW.minus(Duration.ofDays(400)))).isEmpty();
    assertThat(symptom(promised, NOW.plus(Duration.ofMinutes(4)))).isEmpty();
    assertThat(symptom(promised, NOW.plus(Duration.ofDays(3))))
        .map(Symptom::message)
        .hasValueSatisfying(message -> assertThat(message).contains("dated 3 d ahead"));
    assertThat(symptom(promised, null))
        .map(Symptom::message)
        .hasValueSatisfying(message -> assertThat(message).contains("raw topic raw.t is empty"));
  }

  private static Optional<Symptom> symptom(Freshness freshness, @Nullable Instant newest) {
    return freshness.symptom(
        new TopicLook.Topic(TopicRole.RAW, "raw.t", topic(1, 1, 0, newest)), NOW);
  }

  @Test
  void whomKafkaIsAskedAsIsSaidWithoutASecret() {
    String jaas = "…PlainLoginModule required username=\"%s\" password=\"hidden-4711\";";
    Map<String, String> named =
        Map.of(
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "SCRAM-SHA-512",
            "sasl.jaas.config",
            jaas.formatted("sluice"));
    Map<String, String> placed =
        Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", jaas.formatted("${env:USER}"));

    assertThat(Login.of(named)).isEqualTo("as sluice (SASL_SSL, SCRAM-SHA-512)");
    assertThat(Login.of(placed)).isEqualTo("by SASL_SSL, GSSAPI");
    assertThat(Login.of(Map.of("security.protocol", "SSL"))).startsWith("by SSL");
    assertThat(Login.of(Map.of())).isEqualTo("without a login (PLAINTEXT)");
  }
}
