package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static io.sluice.pipeline.testing.Payments.SCHEMA_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.testing.KafkaTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can happen to a raw topic under a pipeline. */
class RawTopicIT {

  private final Running running = new Running();
  private final String topic = running.enforced().rawTopic();
  private final String group = "sluice." + running.enforced().productTopic();

  @AfterEach
  void close() {
    running.close();
  }

  private void deleteRecords(int partition, long before) {
    running.administer(
        admin ->
            admin
                .deleteRecords(
                    Map.of(
                        new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
                .all()
                .get());
  }

  private void setOffset(int partition, long offset) {
    running.administer(
        admin ->
            admin
                .alterConsumerGroupOffsets(
                    group,
                    Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
                .all()
                .get());
  }

  private static int firstLost(String reason) {
    Matcher offsets = Pattern.compile("offsets (\\d+) to").matcher(reason);
    assertThat(offsets.find()).isTrue();
    return Integer.parseInt(offsets.group(1));
  }

  @Test
  void retentionThatOvertakesAReaderStopsItAndItGoesOnWhereAnOperatorResetsItsOffsets() {
    running
        .with("consumer.max.partition.fetch.bytes", "1")
        .with("max.poll.records", "1")
        .rawTopic(2, Map.of())
        .start()
        .await();
    running.enforced().send(20, 2, SCHEMA_ID);
    running.awaitArrival();
    running.pipeline().pause("on request");
    for (int i = 0; i < 10; i++) {
      running.enforced().send(4, 2, SCHEMA_ID); // each a batch of its own: few are fetched ahead
    }
    deleteRecords(1, 25);
    running.pipeline().resume();

    running.await(
        "failed",
        topic + "-1 offsets 1",
        " to 24 are gone, the log starts at 25",
        "kafka-consumer-groups.sh --bootstrap-server SERVERS --group " + group,
        "--topic " + topic + ":1 --reset-offsets --to-earliest --execute, then restart");
    int lost = 25 - firstLost(running.pipeline().state().reason());
    // what has failed has left its group: offsets can be set before anything is restarted
    patiently().untilAsserted(() -> setOffset(1, 25));
    running.pipeline().close();
    running.start().await();

    patiently().until(() -> running.enforced().arrived() == running.enforced().sent() - lost);
    running.pipeline().close();
    assertThat(lost).isPositive();
    assertThat(running.enforced().arrived()).isEqualTo(running.enforced().sent() - lost);
    assertThat(running.enforced().count(running.meters(), "compliant"))
        .isEqualTo(KafkaTopics.read(running.enforced().productTopic()).size());
    assertThat(running.enforced().count(running.meters(), "violating"))
        .isEqualTo(KafkaTopics.read(running.enforced().deadLetterTopic()).size());
  }

  @Test
  void aRawTopicThatIsDeletedAndMadeAnewStopsThePipeline() {
    running.rawTopic(1, Map.of()).start().await();
    running.enforced().send(10, 1, SCHEMA_ID);
    running.awaitArrival();

    running.administer(admin -> admin.deleteTopics(List.of(topic)).all().get());
    patiently().ignoreExceptions().untilAsserted(() -> running.rawTopic(1, Map.of()));
    running.enforced().send(30, 1, SCHEMA_ID);

    running.await("failed", topic, "made anew", "--to-earliest", "restart the service");
  }

  @Test
  void offsetsOfARawTopicThatWasMadeAnewWhileThePipelineWasDownStartAgain() {
    running.rawTopic(1, Map.of()).start().await();
    running.enforced().send(10, 1, SCHEMA_ID);
    running.awaitArrival();
    running.pipeline().close();

    running.administer(admin -> admin.deleteTopics(List.of(topic)).all().get());
    patiently().ignoreExceptions().untilAsserted(() -> running.rawTopic(1, Map.of()));
    running.enforced().send(30, 1, SCHEMA_ID);
    running.start();

    running.await().awaitArrival();
    assertThat(running.enforced().arrived()).isEqualTo(40);
  }

  @Test
  void aGroupWithoutOffsetsWhoseTopicsHoldRecordsIsWarnedOf() {
    running.rawTopic(1, Map.of()).start().await();
    running.enforced().send(10, 1, SCHEMA_ID);
    running.awaitArrival();
    assertThat(running.pipeline().warnings()).isEmpty();
    running.pipeline().close();

    running.administer(admin -> admin.deleteConsumerGroups(List.of(group)).all().get());
    running.start().await();

    assertThat(running.pipeline().warnings())
        .singleElement()
        .asString()
        .contains("group " + group + " has no committed offsets", "is judged again");
    patiently().until(() -> running.enforced().arrived() == 20);
  }

  @Test
  void partitionsAddedBeyondThoseOfTheOutputsLoseNothing() {
    running.rawTopic(1, Map.of()).start().await();
    running.enforced().send(10, 1, SCHEMA_ID);

    running.administer(
        admin -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3))).all().get());
    running.enforced().send(300, 3, SCHEMA_ID);

    running.awaitArrival();
    patiently()
        .during(Duration.ofMillis(500))
        .until(() -> running.enforced().arrived() == running.enforced().sent());
    patiently()
        .until(
            () ->
                running
                    .pipeline()
                    .warnings()
                    .toString()
                    .contains("has 1 partitions, the raw topic 3"));
  }
}
