package io.sluice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReaderPropertiesTest {

  @Test
  void whatWouldLeaveATraceOrReadWhatIsNotCommittedIsOverruled() {
    assertThat(
            ReaderProperties.of(
                Map.of(
                    "group.id", "orders",
                    "group.protocol", "consumer",
                    "consumer.group.instance.id", "one",
                    "enable.auto.commit", "true",
                    "isolation.level", "read_uncommitted",
                    "auto.offset.reset", "latest",
                    "allow.auto.create.topics", "true",
                    "key.deserializer", "x")))
        .containsEntry("enable.auto.commit", "false")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("allow.auto.create.topics", "false")
        .doesNotContainKeys("group.id", "group.protocol", "group.instance.id", "key.deserializer");
  }

  @Test
  void aConsumersOwnPropertyGoesBeforeTheGeneralOneAndThoseOfOtherClientsAreLeftOut() {
    assertThat(
            ReaderProperties.of(
                Map.of(
                    "sasl.jaas.config", "general",
                    "consumer.sasl.jaas.config", "reader",
                    "producer.sasl.jaas.config", "writer",
                    "main.consumer.client.id", "main",
                    "fetch.max.bytes", "1000")))
        .containsEntry("sasl.jaas.config", "reader")
        .containsEntry("fetch.max.bytes", "1000")
        .doesNotContainKeys(
            "consumer.sasl.jaas.config", "producer.sasl.jaas.config", "main.consumer.client.id");
  }
}
