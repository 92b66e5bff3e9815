package io.sluice.cli.doctor;

import io.sluice.cli.doctor.Symptom.Check;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.topic.NoAnswerException;
import io.sluice.pipeline.topic.ReferenceTopics;
import io.sluice.pipeline.topic.TopicState;
import io.sluice.pipeline.topic.TopicSurvey;
import io.sluice.service.access.ServiceAccess;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at the topics of a contract: there, sound, kept long enough, and fed. */
final class TopicExam {

  private final Cluster cluster;
  private final PipelineSettings settings;
  private final InstantSource clock;

  TopicExam(Cluster cluster, PipelineSettings settings, InstantSource clock) {
    this.cluster = cluster;
    this.settings = settings;
    this.clock = clock;
  }

  TopicLook examine(CompiledContract contract) throws InterruptedException, NoAnswerException {
    TopicSurvey survey = Pipeline.topics(contract, settings).survey(cluster.survey());
    List<TopicLook.Topic> topics = new ArrayList<>();
    List<Symptom> symptoms = new ArrayList<>();
    for (Map.Entry<String, TopicState> topic : survey.topics().entrySet()) {
      TopicRole role = role(topic.getKey(), contract.binding());
      switch (topic.getValue()) {
        case TopicState.There there -> topics.add(new TopicLook.Topic(role, topic.getKey(), there));
        case TopicState.Missing missing -> {
          // The others are made like the raw topic, and so after it.
          if (role == TopicRole.RAW || !topics.isEmpty()) {
            symptoms.add(missing(topic.getKey(), role, missing));
          }
        }
        case TopicState.Closed closed -> {
          // What is denied of it, its permissions tell.
        }
      }
    }
    survey.obstacles().forEach(why -> symptoms.add(Symptom.problem(Check.TOPIC, why)));
    survey.warnings().forEach(why -> symptoms.add(Symptom.warning(Check.TOPIC, why)));
    symptoms.addAll(care(topics, contract));
    symptoms.addAll(populations(contract));
    return new TopicLook(topics, symptoms);
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

  private static Symptom missing(String topic, TopicRole role, TopicState.Missing missing) {
    if (role == TopicRole.RAW) {
      return Symptom.problem(
          Check.TOPIC,
          "raw topic %s does not exist: whoever publishes creates it, Sluice never does"
              .formatted(topic));
    }
    String message = "topic %s %s".formatted(topic, missing.reason());
    return missing.isMade()
        ? Symptom.warning(Check.TOPIC, message)
        : Symptom.problem(Check.TOPIC, message);
  }

  /** What those who look after the cluster and the producers would want to know. */
  private List<Symptom> care(List<TopicLook.Topic> topics, CompiledContract contract) {
    Replication replication =
        new Replication(settings.topics().replicationFactor(), cluster.brokers());
    Keeping keeping = new Keeping(contract.contract());
    List<Symptom> symptoms = new ArrayList<>();
    for (TopicLook.Topic topic : topics) {
      symptoms.addAll(replication.symptoms(topic.name(), topic.state()));
      keeping.symptom(topic).ifPresent(symptoms::add);
      if (topic.role() == TopicRole.RAW) {
        Freshness.of(contract).symptom(topic, clock.instant()).ifPresent(symptoms::add);
      }
    }
    return symptoms;
  }

  private List<Symptom> populations(CompiledContract contract) throws InterruptedException {
    List<Symptom> symptoms = new ArrayList<>();
    for (String topic : ServiceAccess.references(contract.contract())) {
      if (ReferenceTopics.look(cluster.admin(), topic)
          instanceof ReferenceTopics.Look.NotReadable(String reason)) {
        symptoms.add(Symptom.warning(Check.POPULATION, "coverage stays UNKNOWN: " + reason));
      }
    }
    return symptoms;
  }
}
