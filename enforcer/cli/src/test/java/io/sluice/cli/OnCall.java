package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.TopicRecords;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The commands for dead letters, run on the sandbox, and the plain clients they are held against.
 */
final class OnCall {

  static final ObjectMapper JSON = new ObjectMapper();

  private OnCall() {}

  /** What a command printed. */
  record Printed(int code, String out, String err) {

    List<JsonNode> json() {
      return out.lines().map(OnCall::parse).toList();
    }

    JsonNode object() {
      return json().getFirst();
    }
  }

  /** Publishes a contract to the sandbox's registry. */
  static void publish(ContractFile contract) throws Exception {
    try (ApicurioRegistry registry = new ApicurioRegistry(RegistrySettings.of(registry()))) {
      registry.publisher().publish(contract);
    }
  }

  static Sandbox sandbox() {
    return SharedSandbox.get();
  }

  static String kafka() {
    return sandbox().bootstrapServers();
  }

  static String registry() {
    return sandbox().registryUrl();
  }

  /** Runs {@code sluice dlq} with Kafka and registry named. */
  static Printed dlq(String words) {
    return sluice("dlq " + words + " --kafka " + kafka() + " --registry " + registry());
  }

  static Printed sluice(String words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        SluiceCommand.execute(
            new PrintWriter(out, true), new PrintWriter(err, true), words.split(" ", -1));
    return new Printed(code, out.toString(), err.toString());
  }

  static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  /** A new dead-letter topic. */
  static String topic(int partitions) {
    String topic = SharedSandbox.uniqueName("dlq.test");
    sandbox().createTopic(topic, partitions, Map.of());
    return topic;
  }

  /** All committed records of a topic, as any consumer reads them. */
  static List<ConsumerRecord<byte[], byte[]>> recount(String topic) {
    return TopicRecords.committed(kafka(), topic);
  }

  static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", kafka());
    config.put("linger.ms", "20");
    config.put("batch.size", "200000");
    config.put("compression.type", "zstd");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> ignored = producer.send(record);
  }

  /** A letter of class RULE with these further headers, by name and text in turn. */
  static ProducerRecord<byte[], byte[]> letter(
      String topic, int partition, byte[] value, String... headers) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, 0L, "k".getBytes(UTF_8), value);
    record.headers().add("sluice.class", "RULE".getBytes(UTF_8));
    for (int i = 0; i < headers.length; i += 2) {
      record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    return record;
  }

  static String violations(String rule) {
    return "[{\"rule\":\"%s\",\"path\":\"size\",\"message\":\"must be at most 9\"}]"
        .formatted(rule);
  }
}
