package io.sluice.pipeline.topic;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;

/** Looks at the topics of a cluster, at each once, and changes nothing. Not thread-safe. */
public final class ClusterSurvey {

  private final ClusterTopics cluster;
  private final Map<String, TopicState> seen = new HashMap<>();

  public ClusterSurvey(Admin admin) {
    this.cluster = new ClusterTopics(admin);
  }

  /**
   * How a topic stands.
   *
   * @throws NoAnswerException where the cluster does not answer
   */
  public TopicState topic(String name) throws InterruptedException, NoAnswerException {
    TopicState known = seen.get(name);
    if (known != null) {
      return known;
    }
    TopicState state = look(name);
    seen.put(name, state);
    return state;
  }

  /**
   * What whoever asks may do with a topic: all, where the cluster does not say; nothing, where it
   * may not even be seen. Empty where there is no such topic.
   *
   * @throws NoAnswerException where the cluster does not answer
   */
  public Optional<Set<AclOperation>> permitted(String name)
      throws InterruptedException, NoAnswerException {
    if (seen.get(name) instanceof TopicState.There there) {
      return Optional.of(there.permitted());
    }
    try {
      return Optional.ofNullable(cluster.describe(List.of(name)).get(name))
          .map(ClusterSurvey::permitted);
    } catch (TimeoutException e) {
      throw new NoAnswerException("the Kafka cluster does not answer");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClusterTopics.DeniedException) {
        return Optional.of(Set.of());
      }
      throw new NoAnswerException(ContractTopics.reason(e.getCause() == null ? e : e.getCause()));
    }
  }

  private static Set<AclOperation> permitted(TopicDescription topic) {
    Set<AclOperation> permitted = topic.authorizedOperations();
    return permitted == null || permitted.isEmpty() ? EnumSet.allOf(AclOperation.class) : permitted;
  }

  private TopicState look(String name) throws InterruptedException, NoAnswerException {
    try {
      TopicDescription topic = cluster.describe(List.of(name)).get(name);
      if (topic == null) {
        return new TopicState.Missing(false, "does not exist");
      }
      return new TopicState.There(
          topic.partitions().size(),
          topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0),
          (int) topic.partitions().stream().filter(p -> p.leader() == null).count(),
          Objects.requireNonNull(cluster.settings(List.of(name)).get(name)),
          permitted(topic),
          cluster.extent(topic));
    } catch (TimeoutException e) {
      throw new NoAnswerException("the Kafka cluster does not answer");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClusterTopics.DeniedException denied) {
        return new TopicState.Closed(String.valueOf(denied.getMessage()));
      }
      throw new NoAnswerException(ContractTopics.reason(e.getCause() == null ? e : e.getCause()));
    }
  }

  /** Why a topic could not be created; empty where it could. */
  Optional<String> obstacleToCreating(NewTopic topic)
      throws InterruptedException, NoAnswerException {
    try {
      return cluster.obstacleToCreating(topic);
    } catch (TimeoutException e) {
      throw new NoAnswerException("the Kafka cluster does not answer");
    }
  }
}
