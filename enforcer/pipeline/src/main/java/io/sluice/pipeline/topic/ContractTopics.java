package io.sluice.pipeline.topic;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.rewrite.Growth;
import io.sluice.pipeline.delta.DeltaTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    List<String> own = Stream.concat(outputs.stream(), Stream.of(replayTopic)).toList();
    found.putAll(cluster.describe(own));
    List<String> missing = own.stream().filter(topic -> !found.containsKey(topic)).toList();
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
    TopicSettings raw = need(settings, binding.rawTopic());
    TopicSettings product = need(settings, binding.productTopic());
    TopicSettings deadLetter = need(settings, binding.deadLetterTopic());
    if (deadLetter.compacted()) {
      return new TopicCheck.NotYet(
          "the dead-letter topic %s is compacted, which would drop letters; set cleanup.policy to delete"
              .formatted(binding.deadLetterTopic()));
    }
    if (need(settings, DeltaTopic.NAME).compacted()) {
      return new TopicCheck.NotYet(
          "the topic %s is compacted, which would drop counts; set cleanup.policy to delete"
              .formatted(DeltaTopic.NAME));
    }
    if (need(settings, replayTopic).compacted()) {
      return new TopicCheck.NotYet(
          "the replay topic %s is compacted, which would drop records that were replayed; set cleanup.policy to delete"
              .formatted(replayTopic));
    }
    TopicDescription rawTopic = need(found, binding.rawTopic());
    int rawPartitions = rawTopic.partitions().size();
    List<String> warnings = new ArrayList<>();
    warnings.addAll(product.warnings(binding.productTopic(), raw, growth));
    warnings.addAll(deadLetter.warnings(binding.deadLetterTopic(), raw, Growth.NONE));
    warnings.addAll(deadLetter.deadLetterWarnings(binding.deadLetterTopic()));
    warnings.addAll(need(settings, replayTopic).warnings(replayTopic, raw, Growth.NONE));
    for (String output : List.of(binding.productTopic(), binding.deadLetterTopic())) {
      int partitions = need(found, output).partitions().size();
      if (partitions < rawPartitions) {
        warnings.add(
            "topic %s has %d partitions, the raw topic %d: records are placed by key instead of by raw partition"
                .formatted(output, partitions, rawPartitions));
      }
    }
    return new TopicCheck.Ready(
        new TopicFacts(
            rawTopic.topicId(),
            need(found, replayTopic).topicId(),
            rawPartitions,
            product.compacted(),
            largest(
                raw.largestRecord(growth), product.maxMessageBytes(), deadLetter.maxMessageBytes()),
            product.ofOutput(binding.productTopic()),
            deadLetter.ofOutput(binding.deadLetterTopic())),
        warnings);
  }

  private static int largest(int... sizes) {
    return IntStream.of(sizes).max().orElseThrow();
  }

  private void create(ClusterTopics cluster, List<String> missing, int partitions)
      throws InterruptedException, ExecutionException, TimeoutException {
    TopicSettings raw = need(cluster.settings(List.of(binding.rawTopic())), binding.rawTopic());
    for (String topic : missing) {
      cluster.create(
          topic.equals(DeltaTopic.NAME)
              ? topic(topic, DeltaTopic.PARTITIONS, TopicSettings.ofDeltas())
              : topic(
                  topic,
                  partitions,
                  topic.equals(binding.productTopic())
                      ? raw.ofProduct(growth)
                      : raw.ofDeadLetter()));
    }
  }

  private NewTopic topic(String name, int partitions, Map<String, String> settings) {
    return new NewTopic(name, partitions, creation.replicationFactor()).configs(settings);
  }

  private static <T> T need(Map<String, T> map, String topic) {
    return Optional.ofNullable(map.get(topic)).orElseThrow();
  }
}
