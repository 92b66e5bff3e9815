package io.sluice.cli.doctor;

import static io.sluice.cli.doctor.Symptom.Check.POPULATION;
import static io.sluice.cli.doctor.Symptom.Check.REPLICATION;
import static io.sluice.cli.doctor.Symptom.Check.RETENTION;
import static io.sluice.cli.doctor.Symptom.Check.TOPIC;

import io.sluice.cli.doctor.Symptom.Check;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Retention;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.topic.NoAnswerException;
import io.sluice.pipeline.topic.ReferenceTopics;
import io.sluice.pipeline.topic.TopicState;
import io.sluice.pipeline.topic.TopicSurvey;
import io.sluice.service.access.ServiceAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Looks at the topics of a contract: there, sound, kept long enough, and fed. */
final class TopicExam {

  /** A pipeline that is down for a weekend's night should not lose records. */
  private static final Duration LEAST_RAW = Duration.ofDays(1);

  private static final Duration LEAST_COUNTS = Duration.ofDays(7);

  private final Cluster cluster;
  private final PipelineSettings settings;
  private final Instant now;

  TopicExam(Cluster cluster, PipelineSettings settings, Instant now) {
    this.cluster = cluster;
    this.settings = settings;
    this.now = now;
  }

  void examine(CompiledContract contract, SourceReport.Draft draft)
      throws InterruptedException, NoAnswerException {
    TopicSurvey survey = Pipeline.topics(contract, settings).survey(cluster.survey());
    Binding binding = contract.binding();
    for (Map.Entry<String, TopicState> topic : survey.topics().entrySet()) {
      TopicRole role = role(topic.getKey(), binding);
      switch (topic.getValue()) {
        case TopicState.There there -> {
          draft.topics.add(new SourceReport.Topic(role, topic.getKey(), there));
          replication(topic.getKey(), there, draft);
          retention(topic.getKey(), role, there, contract.contract(), draft);
        }
        case TopicState.Missing missing -> missing(topic.getKey(), role, missing, draft);
        case TopicState.Closed(String reason) -> draft.problem(Check.PERMISSION, reason);
      }
    }
    survey.obstacles().forEach(obstacle -> draft.problem(TOPIC, obstacle));
    survey.warnings().forEach(warning -> draft.warning(TOPIC, warning));
    freshness(contract, draft);
    for (String reference : ServiceAccess.references(contract.contract())) {
      if (ReferenceTopics.look(cluster.admin(), reference)
          instanceof ReferenceTopics.Look.NotReadable(String reason)) {
        draft.warning(POPULATION, "coverage stays UNKNOWN: " + reason);
      }
    }
  }

  private static TopicRole role(String topic, Binding binding) {
    return topic.equals(binding.rawTopic())
        ? TopicRole.RAW
        : topic.equals(binding.productTopic())
            ? TopicRole.PRODUCT
            : topic.equals(binding.deadLetterTopic())
                ? TopicRole.DEAD_LETTERS
                : topic.equals(DeltaTopic.NAME) ? TopicRole.COUNTS : TopicRole.REPLAY;
  }

  private static void missing(
      String topic, TopicRole role, TopicState.Missing missing, SourceReport.Draft draft) {
    if (role == TopicRole.RAW) {
      draft.problem(
          TOPIC,
          "raw topic %s does not exist: whoever publishes creates it, Sluice never does"
              .formatted(topic));
    } else if (missing.isMade()) {
      draft.warning(TOPIC, "topic " + topic + " " + missing.reason());
    } else {
      draft.problem(TOPIC, "topic " + topic + " " + missing.reason());
    }
  }

  private void replication(String topic, TopicState.There there, SourceReport.Draft draft) {
    int replicas = there.replicas();
    int needed = there.settings().minInsyncReplicas();
    int asked = settings.topics().replicationFactor();
    if (there.leaderless() > 0) {
      draft.problem(
          REPLICATION,
          "topic %s: %d of %d partitions have no leader, so nobody reads or writes them; is a broker away?"
              .formatted(topic, there.leaderless(), there.partitions()));
    }
    if (needed > replicas) {
      draft.problem(
          REPLICATION,
          "topic %s: min.insync.replicas is %d, and it has %d %s, so that nothing can be written; lower the one or raise the other"
              .formatted(topic, needed, replicas, replicas == 1 ? "replica" : "replicas"));
    } else if (replicas < asked) {
      draft.warning(
          REPLICATION,
          "topic %s has %d replicas, and sluice.pipeline.replication-factor is %d; kafka-reassign-partitions.sh gives it more"
              .formatted(topic, replicas, asked));
    } else if (replicas == 1 && cluster.brokers() > 1) {
      draft.warning(
          REPLICATION,
          "topic %s has one replica: without its broker nothing of it can be read or written; kafka-reassign-partitions.sh gives it more"
              .formatted(topic));
    } else if (replicas > 1 && needed == replicas) {
      draft.warning(
          REPLICATION,
          "topic %s: min.insync.replicas is %d of %d replicas, so that one broker that is away stops all writing"
              .formatted(topic, needed, replicas));
    } else if (replicas > 2 && needed == 1) {
      draft.warning(
          REPLICATION,
          "topic %s: min.insync.replicas is 1 of %d replicas, so that what one broker alone has counts as written and can be lost; set it to 2"
              .formatted(topic, replicas));
    }
  }

  private static void retention(
      String topic,
      TopicRole role,
      TopicState.There there,
      Contract contract,
      SourceReport.Draft draft) {
    Optional<Duration> kept = there.settings().retention();
    switch (role) {
      case RAW ->
          kept.filter(d -> d.compareTo(LEAST_RAW) < 0)
              .ifPresent(
                  d ->
                      draft.warning(
                          RETENTION,
                          "raw topic %s keeps records for %s: what a pipeline that is down for longer has not read is lost"
                              .formatted(topic, Words.of(d))));
      case PRODUCT ->
          Retention.of(contract)
              .filter(promised -> kept.filter(d -> d.compareTo(promised) < 0).isPresent())
              .ifPresent(
                  promised ->
                      draft.problem(
                          RETENTION,
                          "product topic %s keeps records for %s, and the contract promises %s; set retention.ms to %d at least"
                              .formatted(
                                  topic,
                                  Words.of(kept.orElseThrow()),
                                  Words.of(promised),
                                  promised.toMillis())));
      case REPLAY ->
          kept.ifPresent(
              d ->
                  draft.warning(
                      RETENTION,
                      "replay topic %s keeps records for %s by their own time: a replayed record that is older can vanish before it is read; set retention.ms to -1"
                          .formatted(topic, Words.of(d))));
      case COUNTS ->
          kept.filter(d -> d.compareTo(LEAST_COUNTS) < 0)
              .ifPresent(
                  d ->
                      draft.warning(
                          RETENTION,
                          "topic %s keeps counts for %s: where measuring is down for longer, promises miss them; set retention.ms to %d"
                              .formatted(topic, Words.of(d), LEAST_COUNTS.toMillis())));
      case DEAD_LETTERS -> {}
    }
  }

  /** Against the promise of freshness, by the records' own timestamps. */
  private void freshness(CompiledContract contract, SourceReport.Draft draft) {
    Optional<SourceReport.Topic> raw =
        draft.topics.stream().filter(topic -> topic.role() == TopicRole.RAW).findFirst();
    Optional<Duration> atMost =
        contract.promises().indicators().stream()
            .filter(Indicator.Freshness.class::isInstance)
            .map(indicator -> ((Indicator.Freshness) indicator).atMost())
            .min(Duration::compareTo);
    draft.freshness = atMost.orElse(null);
    if (raw.isEmpty()) {
      return;
    }
    Optional<Instant> newest = raw.get().state().extent().newest();
    if (newest.isEmpty()) {
      draft.warning(
          Check.FRESHNESS,
          "raw topic %s is empty: has the producer been started, and does it publish there?"
              .formatted(raw.get().name()));
      return;
    }
    Duration age = Duration.between(newest.get(), now);
    if (age.compareTo(contract.promises().clockSkew().negated()) < 0) {
      draft.warning(
          Check.FRESHNESS,
          "the newest raw record is dated %s ahead: is a producer's clock wrong? How fresh the data is can't be told by it"
              .formatted(Words.of(age.negated())));
    } else if (atMost.isPresent() && age.compareTo(atMost.get()) > 0) {
      String message =
          "the newest raw record is %s old, and the contract promises at most %s: does the producer run?"
              .formatted(Words.of(age), Words.of(atMost.get()));
      draft.symptoms.add(
          contract.contract().status().isEnforced()
              ? Symptom.problem(Check.FRESHNESS, message)
              : Symptom.warning(Check.FRESHNESS, message));
    }
  }
}
