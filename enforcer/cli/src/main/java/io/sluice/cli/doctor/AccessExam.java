package io.sluice.cli.doctor;

import io.sluice.pipeline.topic.ClusterAnswers;
import io.sluice.pipeline.topic.NoAnswerException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Asks the cluster which of the permissions that the service needs its user has. Of topics and
 * groups that are not there, and of transactional ids, it learns as much as the cluster tells.
 */
final class AccessExam {

  /** Completes the beginning of a transactional id, or stands for one that nobody uses. */
  private static final String ANY_TRANSACTION = "-doctor";

  private final Cluster cluster;

  AccessExam(Cluster cluster) {
    this.cluster = cluster;
  }

  /** A symptom for each operation that is denied on anything. */
  List<Symptom> examine(Collection<AclBinding> needed)
      throws InterruptedException, NoAnswerException {
    Map<ResourceType, Map<AclOperation, Set<String>>> denied = new EnumMap<>(ResourceType.class);
    for (AclBinding acl : needed) {
      if (isDenied(acl)) {
        denied
            .computeIfAbsent(
                acl.pattern().resourceType(), type -> new EnumMap<>(AclOperation.class))
            .computeIfAbsent(acl.entry().operation(), operation -> new TreeSet<>())
            .add(acl.pattern().name());
      }
    }
    List<Symptom> symptoms = new ArrayList<>();
    denied.forEach(
        (type, operations) ->
            operations.forEach(
                (operation, names) ->
                    symptoms.add(
                        Symptom.problem(
                            Symptom.Check.PERMISSION,
                            ClusterAnswers.denied(operation, type, names)))));
    return symptoms;
  }

  private boolean isDenied(AclBinding acl) throws InterruptedException, NoAnswerException {
    String name = acl.pattern().name();
    AclOperation operation = acl.entry().operation();
    return switch (acl.pattern().resourceType()) {
      case TOPIC -> {
        Optional<Set<AclOperation>> permitted = cluster.survey().permitted(name);
        // Whether one that is missing may be made is asked where it is missed.
        yield operation != AclOperation.CREATE
            && permitted.filter(operations -> !operations.contains(operation)).isPresent();
      }
      case GROUP -> cluster.deniesGroup(name);
      case TRANSACTIONAL_ID -> cluster.deniesTransactions(name + ANY_TRANSACTION);
      case CLUSTER -> cluster.denies(operation);
      case UNKNOWN, ANY, DELEGATION_TOKEN, USER -> false;
    };
  }
}
