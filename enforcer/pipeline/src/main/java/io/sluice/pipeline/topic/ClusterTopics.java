package io.sluice.pipeline.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
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
