package io.sluice.pipeline;

import io.sluice.engine.contract.Binding;
import io.sluice.pipeline.topic.ClusterAnswers;
import io.sluice.pipeline.topic.ReplayTopic;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Says for people why a stream thread failed. What Kafka denies is said with the operation and the
 * resource, which Kafka's own exceptions leave out.
 */
record FailureReason(Binding binding, String applicationId) {

  String of(Throwable failure) {
    Throwable root = root(failure);
    return switch (root) {
      case TopicAuthorizationException e -> topics(e.unauthorizedTopics());
      case GroupAuthorizationException e ->
          ClusterAnswers.denied(AclOperation.READ, ResourceType.GROUP, List.of(applicationId));
      case TransactionalIdAuthorizationException e ->
          ClusterAnswers.denied(
              AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID, List.of(applicationId + "-*"));
      case AuthenticationException e -> ClusterAnswers.refusedCredentials(e);
      default -> root.getClass().getSimpleName() + ": " + root.getMessage();
    };
  }

  private String topics(Set<String> denied) {
    boolean isRead =
        denied.contains(binding.rawTopic()) || denied.contains(ReplayTopic.of(applicationId));
    AclOperation operation = isRead ? AclOperation.READ : AclOperation.WRITE;
    return ClusterAnswers.denied(operation, ResourceType.TOPIC, denied);
  }

  /** The innermost cause that says something: what Streams wraps around it says nothing more. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof AuthenticationException)) {
      root = root.getCause();
    }
    return root;
  }
}
