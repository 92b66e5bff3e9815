package io.sluice.pipeline.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Asks a cluster about topics. What it answers otherwise than with what was asked for is thrown as
 * the cause of an {@link ExecutionException}; what the service's user may not do, as a {@link
 * DeniedException}.
 */
record ClusterTopics(Admin admin) {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** What the service's user may not do. */
  static final class DeniedException extends Exception {
    DeniedException(AclOperation operation, Collection<String> topics) {
      super(ClusterAnswers.denied(operation, ResourceType.TOPIC, topics));
    }
  }

  /** The topics, with what the user may do to them; without those that there are none of. */
  Map<String, TopicDescription> describe(Collection<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    return found(admin.describeTopics(topics, options).topicNameValues(), AclOperation.DESCRIBE);
  }

  /** The settings of topics that were just there. */
  Map<String, TopicSettings> settings(Collection<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<ConfigResource> resources =
        topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t)).toList();
    Map<String, KafkaFuture<Config>> asked = new HashMap<>();
    admin
        .describeConfigs(resources)
        .values()
        .forEach((resource, config) -> asked.put(resource.name(), config));
    Map<String, TopicSettings> settings = new HashMap<>();
    found(asked, AclOperation.DESCRIBE_CONFIGS)
        .forEach((topic, config) -> settings.put(topic, TopicSettings.of(config)));
    if (!settings.keySet().containsAll(topics)) {
      throw new ExecutionException(
          new UnknownTopicOrPartitionException("a topic went away while it was looked at"));
    }
    return settings;
  }

  /** Creates a topic, unless another instance was first. */
  void create(NewTopic topic) throws InterruptedException, ExecutionException, TimeoutException {
    try {
      get(admin.createTopics(List.of(topic)).all());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw new ExecutionException(
            new DeniedException(AclOperation.CREATE, List.of(topic.name())));
      }
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /** Why a topic could not be created; empty where it could. Creates nothing. */
  Optional<String> obstacleToCreating(NewTopic topic)
      throws InterruptedException, TimeoutException {
    try {
      get(admin.createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true)).all());
      return Optional.empty();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return Optional.of(
          cause instanceof AuthorizationException
              ? ClusterAnswers.denied(
                  AclOperation.CREATE, ResourceType.TOPIC, List.of(topic.name()))
              : ContractTopics.reason(cause));
    }
  }

  /** What a topic holds. */
  TopicState.Extent extent(TopicDescription topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    long begin = offsets(topic, OffsetSpec.earliest()).mapToLong(o -> o.offset()).sum();
    long end = offsets(topic, OffsetSpec.latest()).mapToLong(o -> o.offset()).sum();
    OptionalLong newest =
        offsets(topic, OffsetSpec.maxTimestamp()).mapToLong(o -> o.timestamp()).max();
    return new TopicState.Extent(
        end - begin,
        newest.orElse(-1) < 0
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(newest.getAsLong())));
  }

  private Stream<ListOffsetsResultInfo> offsets(TopicDescription topic, OffsetSpec at)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    topic.partitions().forEach(p -> asked.put(new TopicPartition(topic.name(), p.partition()), at));
    return get(admin.listOffsets(asked).all()).values().stream();
  }

  private static <T> Map<String, T> found(Map<String, KafkaFuture<T>> asked, AclOperation operation)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, T> found = new HashMap<>();
    List<String> denied = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<T>> question : asked.entrySet()) {
      try {
        found.put(question.getKey(), get(question.getValue()));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AuthorizationException) {
          denied.add(question.getKey());
        } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    if (!denied.isEmpty()) {
      throw new ExecutionException(new DeniedException(operation, denied));
    }
    return found;
  }

  private static <T> T get(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
