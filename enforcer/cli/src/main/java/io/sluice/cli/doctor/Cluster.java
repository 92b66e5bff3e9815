package io.sluice.cli.doctor;

import io.sluice.cli.letter.KafkaFailure;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.topic.ClusterAnswers;
import io.sluice.pipeline.topic.ClusterSurvey;
import io.sluice.pipeline.topic.NoAnswerException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** A cluster that answers, as the service's user sees it. */
final class Cluster implements AutoCloseable {

  /** For each answer; the first one includes the connection. */
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  private final Admin admin;
  private final ClusterSurvey survey;
  private final String id;
  private final int brokers;
  private final Set<AclOperation> permitted;

  private Cluster(Admin admin, String id, int brokers, Set<AclOperation> permitted) {
    this.admin = admin;
    this.survey = new ClusterSurvey(admin);
    this.id = id;
    this.brokers = brokers;
    this.permitted = permitted;
  }

  /**
   * Connects.
   *
   * @throws NoAnswerException where the cluster does not answer, or does not let the user in
   */
  static Cluster open(PipelineSettings settings) throws NoAnswerException, InterruptedException {
    Admin admin;
    try {
      admin = settings.admin("sluice.doctor");
    } catch (KafkaException e) {
      throw new NoAnswerException(
          "Kafka's client can't start with its properties: " + KafkaFailure.explained(e));
    }
    try {
      DescribeClusterResult cluster =
          admin.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true));
      return new Cluster(
          admin,
          get(cluster.clusterId()),
          get(cluster.nodes()).size(),
          Objects.requireNonNullElse(get(cluster.authorizedOperations()), Set.of()));
    } catch (ExecutionException e) {
      admin.close(Duration.ZERO);
      throw new NoAnswerException(
          e.getCause() instanceof AuthenticationException refusal
              ? ClusterAnswers.refusedCredentials(refusal)
              : "it does not answer: " + KafkaFailure.explained(e));
    } catch (TimeoutException e) {
      admin.close(Duration.ZERO);
      throw new NoAnswerException(
          "it did not answer within %d s: is the address right, does it run, and does the client speak its protocol (kafka.security.protocol)?"
              .formatted(ANSWER_WITHIN.toSeconds()));
    }
  }

  private static <T> T get(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  Admin admin() {
    return admin;
  }

  ClusterSurvey survey() {
    return survey;
  }

  int brokers() {
    return brokers;
  }

  /** What it says of itself. */
  String facts() {
    return "%d %s, cluster %s".formatted(brokers, brokers == 1 ? "broker" : "brokers", id);
  }

  /** Whether an operation on the cluster itself is denied. */
  boolean denies(AclOperation operation) {
    return !permitted.isEmpty() && !permitted.contains(operation);
  }

  /** Whether reading in a consumer group is denied. */
  boolean deniesGroup(String group) throws InterruptedException, NoAnswerException {
    var options = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
    Answer<ConsumerGroupDescription> answer =
        Answer.to(
            Objects.requireNonNull(
                admin
                    .describeConsumerGroups(List.of(group), options)
                    .describedGroups()
                    .get(group)));
    return answer.isDenied()
        || answer
            .found()
            .map(ConsumerGroupDescription::authorizedOperations)
            .filter(permitted -> !permitted.isEmpty() && !permitted.contains(AclOperation.READ))
            .isPresent();
  }

  /**
   * Whether transactions of an id are denied, as far as that can be told: who may not see them may
   * not make them either.
   */
  boolean deniesTransactions(String id) throws InterruptedException, NoAnswerException {
    return Answer.to(admin.describeTransactions(List.of(id)).description(id)).isDenied();
  }

  /**
   * What a question about something comes to.
   *
   * @param isDenied whether the user may not ask it
   * @param found empty where there is no such thing
   */
  private record Answer<T>(boolean isDenied, Optional<T> found) {

    static <T> Answer<T> to(KafkaFuture<T> question)
        throws InterruptedException, NoAnswerException {
      try {
        return new Answer<>(false, Optional.of(get(question)));
      } catch (TimeoutException e) {
        throw new NoAnswerException("the Kafka cluster does not answer");
      } catch (ExecutionException e) {
        return switch (e.getCause()) {
          case AuthorizationException denied -> new Answer<>(true, Optional.empty());
          case GroupIdNotFoundException none -> new Answer<>(false, Optional.empty());
          case TransactionalIdNotFoundException none -> new Answer<>(false, Optional.empty());
          case null, default ->
              throw new NoAnswerException(
                  "the Kafka cluster does not answer: " + KafkaFailure.explained(e));
        };
      }
    }
  }

  /** Gives up what is under way: a cluster that is not there would not answer it. */
  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
