package io.sluice.pipeline.topic;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.resource.ResourceType;

/** Refusals of the cluster, in words that say what to do about them. */
public final class ClusterAnswers {

  private ClusterAnswers() {}

  /** The cluster does not know who we are, or we do not know it. */
  public static String refusedCredentials(AuthenticationException refusal) {
    Throwable cause = refusal.getCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String why = cause == null ? "" : ": " + cause.getMessage();
    return "no login to the Kafka cluster: %s: %s%s; see kafka.security.protocol, kafka.sasl.* and kafka.ssl.*"
        .formatted(refusal.getClass().getSimpleName(), refusal.getMessage(), why);
  }

  /** The cluster knows the service's user, who is not permitted this. */
  public static String denied(
      AclOperation operation, ResourceType type, Collection<String> resources) {
    return "the Kafka cluster does not permit %s on %s %s: grant it to the service's user"
        .formatted(
            operation,
            type.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            String.join(", ", new TreeSet<>(resources)));
  }
}
