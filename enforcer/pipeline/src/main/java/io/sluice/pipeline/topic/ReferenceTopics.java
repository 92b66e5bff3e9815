package io.sluice.pipeline.topic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/** The topics that populations stand in. */
public final class ReferenceTopics {

  /** Whether a topic can be read as a population. */
  public sealed interface Look {

    /**
     * It can.
     *
     * @param id changes where the topic is deleted and made anew
     */
    record There(Uuid id, int partitions) implements Look {}

    /**
     * It can't, as long as it is so.
     *
     * @param reason for people
     */
    record NotReadable(String reason) implements Look {}
  }

  private ReferenceTopics() {}

  /** Looks at a topic. One that loses records by age or size would lose members with them. */
  public static Look look(Admin admin, String topic) throws InterruptedException {
    try {
      ClusterTopics cluster = new ClusterTopics(admin);
      Map<String, TopicDescription> found = cluster.describe(List.of(topic));
      TopicDescription description = found.get(topic);
      if (description == null) {
        return new Look.NotReadable("there is no topic " + topic);
      }
      TopicSettings settings = cluster.settings(found.keySet()).get(topic);
      if (settings == null || !settings.keepsEachKey()) {
        return new Look.NotReadable(
            "topic %s is not compacted, so that its retention would take members away: set cleanup.policy to compact"
                .formatted(topic));
      }
      return new Look.There(description.topicId(), description.partitions().size());
    } catch (TimeoutException e) {
      return new Look.NotReadable("the Kafka cluster does not answer");
    } catch (ExecutionException e) {
      return new Look.NotReadable(ContractTopics.reason(e.getCause() == null ? e : e.getCause()));
    }
  }
}
