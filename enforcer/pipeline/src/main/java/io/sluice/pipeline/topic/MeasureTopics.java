package io.sluice.pipeline.topic;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.sluice.pipeline.delta.DeltaTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/** The topics that the measure application reads and writes. */
public final class MeasureTopics {

  /** As long as an objective's window may reach back, so that readers can. */
  private static final Duration RESULTS_KEPT = Duration.ofDays(90);

  /** Whether the deltas can be read. */
  public sealed interface Deltas {

    /** They can. */
    record Ready(int partitions) implements Deltas {}

    /**
     * They can't yet.
     *
     * @param reason for people
     */
    record NotYet(String reason) implements Deltas {}
  }

  private final TopicCreation creation;

  public MeasureTopics(TopicCreation creation) {
    this.creation = creation;
  }

  /**
   * Looks at the deltas topic, and creates it where it is missing and that is allowed. Where it is
   * not, the changelog has to be there as well, which Kafka Streams would create by itself.
   *
   * @param changelog the topic that keeps the measurements
   */
  public Deltas deltas(Admin admin, String changelog) throws InterruptedException {
    try {
      ClusterTopics cluster = new ClusterTopics(admin);
      Map<String, TopicDescription> found = cluster.describe(List.of(DeltaTopic.NAME, changelog));
      TopicDescription deltas = found.get(DeltaTopic.NAME);
      if (!creation.allowed() && found.size() < 2) {
        return new Deltas.NotYet(missing(deltas == null, changelog, !found.containsKey(changelog)));
      } else if (deltas == null) {
        cluster.create(
            new NewTopic(DeltaTopic.NAME, DeltaTopic.PARTITIONS, creation.replicationFactor())
                .configs(TopicSettings.ofDeltas()));
        return new Deltas.NotYet("topics are being created: " + DeltaTopic.NAME);
      }
      return new Deltas.Ready(deltas.partitions().size());
    } catch (TimeoutException e) {
      return new Deltas.NotYet("the Kafka cluster does not answer");
    } catch (ExecutionException e) {
      return new Deltas.NotYet(ContractTopics.reason(e.getCause() == null ? e : e.getCause()));
    }
  }

  private static String missing(boolean deltas, String changelog, boolean keeps) {
    List<String> missing = new ArrayList<>();
    if (deltas) {
      missing.add(DeltaTopic.NAME + " (" + DeltaTopic.PARTITIONS + " partitions)");
    }
    if (keeps) {
      missing.add(changelog + " (compacted, as many partitions as " + DeltaTopic.NAME + ")");
    }
    return "missing: %s; create, or allow topics to be created"
        .formatted(String.join(", ", missing));
  }

  /**
   * Looks at topics of results, and creates those that are missing where that is allowed.
   *
   * @return those that are there
   */
  public Set<String> results(Admin admin, Collection<String> topics) throws InterruptedException {
    try {
      ClusterTopics cluster = new ClusterTopics(admin);
      Set<String> there = new TreeSet<>(cluster.describe(topics).keySet());
      for (String topic : topics) {
        if (creation.allowed() && !there.contains(topic)) {
          cluster.create(
              new NewTopic(topic, 1, creation.replicationFactor())
                  .configs(
                      Map.of(
                          CLEANUP_POLICY_CONFIG,
                          CLEANUP_POLICY_DELETE,
                          RETENTION_MS_CONFIG,
                          String.valueOf(RESULTS_KEPT.toMillis()))));
        }
      }
      return there;
    } catch (TimeoutException | ExecutionException e) {
      return Set.of();
    }
  }
}
