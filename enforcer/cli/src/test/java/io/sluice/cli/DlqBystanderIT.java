package io.sluice.cli;

import static io.sluice.cli.OnCall.dlq;
import static io.sluice.cli.OnCall.kafka;
import static io.sluice.cli.OnCall.letter;
import static io.sluice.cli.OnCall.producer;
import static io.sluice.cli.OnCall.send;
import static io.sluice.cli.OnCall.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.OnCall.Printed;
import io.sluice.cli.console.ExitCode;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.sandbox.SharedSandbox;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whoever reads dead letters takes part in nothing. */
@Isolated("compares all groups of the broker before and after")
class DlqBystanderIT {

  @Test
  void aBystanderLeavesNoGroupAndNoOffsetsBehind() throws Exception {
    String id = SharedSandbox.uniqueName("test.bystander");
    ContractFile contract = Parcels.contract(id, "1.0.0", 0);
    String topic = contract.compile().binding().deadLetterTopic();
    OnCall.publish(contract);
    OnCall.sandbox().createTopic(topic, 2, Map.of());
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      send(producer, letter(topic, 0, new byte[1], "sluice.violations", violations("one")));
      send(producer, letter(topic, 1, new byte[1], "sluice.violations", violations("two")));
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
      TopicPartition read = new TopicPartition(topic, 0);
      admin.alterConsumerGroupOffsets(topic, Map.of(read, new OffsetAndMetadata(1))).all().get();
      Map<String, Map<TopicPartition, OffsetAndMetadata>> before = groups(admin);

      fine(dlq("list"));
      assertThat(fine(dlq("list " + id)).out()).contains("letters  2");
      assertThat(fine(dlq("show " + id + " --newest --json")).json()).hasSize(2);

      assertThat(groups(admin)).isEqualTo(before).containsKey(topic);
    }
  }

  private static Printed fine(Printed printed) {
    assertThat(printed.code()).as(printed.err()).isEqualTo(ExitCode.FINE);
    return printed;
  }

  private static Map<String, Map<TopicPartition, OffsetAndMetadata>> groups(Admin admin)
      throws Exception {
    Map<String, Map<TopicPartition, OffsetAndMetadata>> groups = new TreeMap<>();
    for (GroupListing group : admin.listGroups().all().get()) {
      groups.put(
          group.groupId(),
          admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata().get());
    }
    return groups;
  }
}
