package io.sluice.pipeline.topic;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.rewrite.Growth;
import io.sluice.pipeline.delta.DeltaTopic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.resource.ResourceType;

/** The topics of one contract on a cluster. */
public final class ContractTopics {

  private final Binding binding;
  private final String replayTopic;
  private final TopicCreation creation;
  private final Growth growth;
  private final TopicJudge judge;

  /**
   * @param replayTopic see {@link ReplayTopic}
   * @param growth how much longer masks and projection may make records
   */
  public ContractTopics(
      Binding binding, String replayTopic, TopicCreation creation, Growth growth) {
    this.binding = binding;
    this.replayTopic = replayTopic;
    this.creation = creation;
    this.growth = growth;
    this.judge = new TopicJudge(binding, replayTopic, growth);
  }

  /** Looks at the topics, and creates those that are missing where that is allowed. */
  public TopicCheck check(Admin admin) throws InterruptedException {
    try {
      return look(new ClusterTopics(admin));
    } catch (TimeoutException e) {
      return new TopicCheck.NotYet("the Kafka cluster does not answer");
    } catch (ExecutionException e) {
      return new TopicCheck.NotYet(reason(e.getCause() == null ? e : e.getCause()));
    }
  }

  /**
   * Looks at the topics as {@link #check} does, and changes nothing: at as many as are there, and
   * at whether the others would be made.
   *
   * @throws NoAnswerException where the cluster does not answer
   */
  public TopicSurvey survey(ClusterSurvey cluster) throws InterruptedException, NoAnswerException {
    Map<String, TopicState> states = new LinkedHashMap<>();
    TopicState raw = cluster.topic(binding.rawTopic());
    states.put(binding.rawTopic(), raw);
    for (String topic : own()) {
      TopicState state = cluster.topic(topic);
      boolean isMissing = state instanceof TopicState.Missing;
      states.put(topic, isMissing ? missing(topic, raw, cluster) : state);
    }
    return judge.survey(states);
  }

  /** One that is not there, with what becomes of it when the pipeline starts. */
  private TopicState missing(String topic, TopicState raw, ClusterSurvey cluster)
      throws InterruptedException, NoAnswerException {
    if (!(raw instanceof TopicState.There there)) {
      return new TopicState.Missing(false, "is made like the raw topic, which can't be looked at");
    }
    NewTopic wanted = wanted(topic, there.partitions(), there.settings());
    if (!creation.allowed()) {
      return new TopicState.Missing(
          false,
          "does not exist: create it with %d partitions (docs/topics.md), or set sluice.pipeline.create-topics: true"
              .formatted(wanted.numPartitions()));
    }
    return cluster
        .obstacleToCreating(wanted)
        .map(why -> new TopicState.Missing(false, "does not exist, and " + why))
        .orElseGet(() -> new TopicState.Missing(true, "does not exist; the service creates it"));
  }

  private List<String> own() {
    return List.of(binding.productTopic(), binding.deadLetterTopic(), replayTopic, DeltaTopic.NAME);
  }

  static String reason(Throwable cause) {
    return switch (cause) {
      case ClusterTopics.DeniedException e -> String.valueOf(e.getMessage());
      case AuthenticationException e -> ClusterAnswers.refusedCredentials(e);
      case InvalidReplicationFactorException e -> refused(e);
      case InvalidConfigurationException e -> refused(e);
      case PolicyViolationException e -> refused(e);
      default ->
          "the Kafka cluster does not answer: %s: %s"
              .formatted(cause.getClass().getSimpleName(), cause.getMessage());
    };
  }

  private static String refused(Exception cause) {
    return "the Kafka cluster refuses to create a topic: " + cause.getMessage();
  }

  private TopicCheck look(ClusterTopics cluster)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, TopicDescription> found = cluster.describe(List.of(binding.rawTopic()));
    TopicDescription raw = found.get(binding.rawTopic());
    if (raw == null) {
      return new TopicCheck.NotYet("the raw topic " + binding.rawTopic() + " does not exist yet");
    }
    List<String> outputs =
        List.of(binding.productTopic(), binding.deadLetterTopic(), DeltaTopic.NAME);
    found.putAll(cluster.describe(own()));
    List<String> missing = own().stream().filter(topic -> !found.containsKey(topic)).toList();
    if (!missing.isEmpty()) {
      if (!creation.allowed()) {
        return new TopicCheck.NotYet(
            "missing: %s; create with %d partitions each (%s: %d), or allow topics to be created"
                .formatted(
                    String.join(", ", missing),
                    raw.partitions().size(),
                    DeltaTopic.NAME,
                    DeltaTopic.PARTITIONS));
      }
      create(cluster, missing, raw.partitions().size());
      return new TopicCheck.NotYet("topics are being created: " + String.join(", ", missing));
    }
    List<String> denied = new ArrayList<>();
    denied.addAll(denied(found, AclOperation.READ, List.of(binding.rawTopic(), replayTopic)));
    denied.addAll(denied(found, AclOperation.WRITE, outputs));
    return denied.isEmpty()
        ? judge(found, cluster.settings(found.keySet()))
        : new TopicCheck.NotYet(String.join("; ", denied));
  }

  /** What the service's user may not do; known before the first record needs it. */
  private static List<String> denied(
      Map<String, TopicDescription> found, AclOperation operation, List<String> topics) {
    List<String> closed =
        topics.stream().filter(topic -> isDenied(need(found, topic), operation)).toList();
    return closed.isEmpty()
        ? List.of()
        : List.of(ClusterAnswers.denied(operation, ResourceType.TOPIC, closed));
  }

  /** A cluster that tells nothing of permissions denies nothing here. */
  private static boolean isDenied(TopicDescription topic, AclOperation operation) {
    Set<AclOperation> permitted = topic.authorizedOperations();
    return permitted != null && !permitted.isEmpty() && !permitted.contains(operation);
  }

  private TopicCheck judge(
      Map<String, TopicDescription> found, Map<String, TopicSettings> settings) {
    List<String> obstacles = judge.obstacles(settings);
    if (!obstacles.isEmpty()) {
      return new TopicCheck.NotYet(String.join("; ", obstacles));
    }
    TopicSettings raw = need(settings, binding.rawTopic());
    TopicSettings product = need(settings, binding.productTopic());
    TopicSettings deadLetter = need(settings, binding.deadLetterTopic());
    TopicDescription rawTopic = need(found, binding.rawTopic());
    Map<String, Integer> partitions = new HashMap<>();
    found.forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    return new TopicCheck.Ready(
        new TopicFacts(
            rawTopic.topicId(),
            need(found, replayTopic).topicId(),
            rawTopic.partitions().size(),
            product.compacted(),
            largest(
                raw.largestRecord(growth), product.maxMessageBytes(), deadLetter.maxMessageBytes()),
            product.ofOutput(binding.productTopic()),
            deadLetter.ofOutput(binding.deadLetterTopic())),
        judge.warnings(partitions, settings));
  }

  private static int largest(int... sizes) {
    return IntStream.of(sizes).max().orElseThrow();
  }

  private void create(ClusterTopics cluster, List<String> missing, int partitions)
      throws InterruptedException, ExecutionException, TimeoutException {
    TopicSettings raw = need(cluster.settings(List.of(binding.rawTopic())), binding.rawTopic());
    for (String topic : missing) {
      cluster.create(wanted(topic, partitions, raw));
    }
  }

  /** One of the topics that Sluice writes, as it is made. */
  private NewTopic wanted(String topic, int partitions, TopicSettings raw) {
    return topic.equals(DeltaTopic.NAME)
        ? topic(topic, DeltaTopic.PARTITIONS, TopicSettings.ofDeltas())
        : topic(
            topic,
            partitions,
            topic.equals(binding.productTopic()) ? raw.ofProduct(growth) : raw.ofDeadLetter());
  }

  private NewTopic topic(String name, int partitions, Map<String, String> settings) {
    return new NewTopic(name, partitions, creation.replicationFactor()).configs(settings);
  }

  private static <T> T need(Map<String, T> map, String topic) {
    return Optional.ofNullable(map.get(topic)).orElseThrow();
  }
}
