package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class FreshTopicIT {

  /** Without the wait about one topic in 150 loses its first batch: an odd failure says so too. */
  @Test
  void aTopicTakesARushOfBatchesFromTheMomentOnAtWhichItIsThere() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(0, Map.of());
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      for (int number = 0; number < 40; number++) {
        String topic = "rush-" + number;
        FreshTopic.create(admin, topic, 2, Map.of());
        assertThat(rush(kafka.bootstrapServers(), topic)).allSatisfy(Future::get);
      }
    }
  }

  private static List<Future<RecordMetadata>> rush(String servers, String topic) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", servers,
            "linger.ms", "5",
            "request.timeout.ms", "4000",
            "delivery.timeout.ms", "8000");
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < 2000; i++) {
        sent.add(producer.send(new ProducerRecord<>(topic, i % 2, null, new byte[40])));
      }
    }
    return sent;
  }
}
