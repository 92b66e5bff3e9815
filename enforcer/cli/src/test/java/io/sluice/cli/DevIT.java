package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.sluice.cli.stage.ServiceCounters;
import io.sluice.samples.seismology.Earthquake;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The sandbox of {@code dev}, in a process of its own, read by stock consumers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevIT {

  private static final int RECORDS = 300;
  private static final List<String> CONTRACTS =
      List.of(
          "sales.order-events",
          "seismology.earthquakes",
          "aviation.flights",
          "upstream.well-production",
          "upstream.sensor-telemetry",
          "logistics.vessel-tracking",
          "logistics.equipment-tracking",
          "sales.sales-transactions",
          "churn.customer-master",
          "churn.billing",
          "churn.usage-logs",
          "churn.support-tickets");

  private Process dev;
  private String kafka;
  private String registry;
  private String service;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    dev =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SluiceCommand.class.getName(),
                "dev",
                "--port",
                "0",
                "--records",
                String.valueOf(RECORDS),
                "--rate",
                "300",
                "--json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = dev.inputReader();
    JsonNode ready = new ObjectMapper().readTree(output.readLine());
    kafka = ready.path("kafka").asText();
    registry = ready.path("registry").asText();
    service = ready.path("service").asText();
    await().atMost(Duration.ofMinutes(3)).until(this::isAllConsumed);
  }

  private boolean isAllConsumed() throws InterruptedException {
    for (String contract : CONTRACTS) {
      if (ServiceCounters.consumed(service, contract) != RECORDS) {
        return false;
      }
    }
    return true;
  }

  @AfterAll
  void stopOnSignalAndLeaveNoProcessBehind() throws InterruptedException {
    List<ProcessHandle> below = dev.descendants().toList();
    dev.destroy();
    assertThat(dev.waitFor(60, TimeUnit.SECONDS)).isTrue();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> below.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(below).isNotEmpty();
  }

  @Test
  void topicsHoldWhatTheCountersSay() {
    for (String contract : CONTRACTS) {
      assertThat(read(contract + ".v1").size() + read("dlq." + contract + ".v1").size())
          .as(contract)
          .isEqualTo(RECORDS);
    }
  }

  @Test
  void kcatReadingCommittedRecordsCountsWhatTheCountersSay() throws Exception {
    assumeTrue(isInstalled("kcat"), "skipped: kcat is not installed");
    for (String contract : CONTRACTS) {
      assertThat(kcat(contract + ".v1") + kcat("dlq." + contract + ".v1"))
          .as(contract)
          .isEqualTo(RECORDS);
    }
  }

  private long kcat(String topic) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "kcat",
                "-C",
                "-e",
                "-q",
                "-b",
                kafka,
                "-t",
                topic,
                "-X",
                "isolation.level=read_committed",
                "-f",
                "%p %o\\n")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long lines = process.inputReader().lines().count();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Test
  void deadLettersAreTheRawRecordsByteForByteWithHeadersBehindTheirOwn() {
    List<ConsumerRecord<byte[], byte[]>> raw = read("raw.seismology.earthquakes.v1");
    List<ConsumerRecord<byte[], byte[]>> letters = read("dlq.seismology.earthquakes.v1");

    assertThat(letters).isNotEmpty();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      int partition = Integer.parseInt(text(letter, "__streams.errors.partition"));
      long offset = Long.parseLong(text(letter, "__streams.errors.offset"));
      ConsumerRecord<byte[], byte[]> source =
          raw.stream()
              .filter(r -> r.partition() == partition && r.offset() == offset)
              .findFirst()
              .orElseThrow();
      assertThat(letter.key()).isEqualTo(source.key());
      assertThat(letter.value()).isEqualTo(source.value());
      assertThat(letter.timestamp()).isEqualTo(source.timestamp());
      assertThat(letter.partition()).isEqualTo(source.partition());
      Header[] own = source.headers().toArray();
      assertThat(Arrays.copyOf(letter.headers().toArray(), own.length)).isEqualTo(own);
      assertThat(text(letter, "sluice.class")).isEqualTo("RULE");
    }
  }

  private static String text(ConsumerRecord<?, ?> record, String header) {
    return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }

  @Test
  void aStockConsumerReadsTheProductTopicAsGenericRecords() {
    AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>();
    deserializer.configure(Map.of("apicurio.registry.url", registry), false);

    List<ConsumerRecord<String, GenericRecord>> records =
        read("seismology.earthquakes.v1", new StringDeserializer(), deserializer);

    assertThat(records).isNotEmpty();
    assertThat(records)
        .allSatisfy(r -> assertThat(r.value().get("type").toString()).isEqualTo("earthquake"))
        .allSatisfy(r -> assertThat(r.value().get("id").toString()).isEqualTo(r.key()));
  }

  @Test
  void aStockConsumerSeesCustomersMasked() {
    AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>();
    deserializer.configure(Map.of("apicurio.registry.url", registry), false);

    List<ConsumerRecord<String, GenericRecord>> records =
        read("churn.customer-master.v1", new StringDeserializer(), deserializer);

    assertThat(records).isNotEmpty();
    assertThat(records)
        .allSatisfy(
            r -> {
              assertThat(r.key()).matches("[0-9a-f]{64}");
              assertThat(r.headers().lastHeader("sluice.keys")).isNotNull();
              GenericRecord address = (GenericRecord) r.value().get("address");
              assertThat(address.get("street")).isNull();
              assertThat(address.get("postcode").toString()).matches("[0-9]{2}\\*{3}");
              assertThat(String.valueOf(r.value().get("email"))).matches("null|\\*+@example.com");
              assertThat(r.value().get("full_name").toString()).matches("[A-Za-z0-9_-]{30,}");
            });
  }

  @Test
  void aStockConsumerReadsTheProductTopicIntoAGeneratedClass() {
    AvroKafkaDeserializer<Earthquake> deserializer = new AvroKafkaDeserializer<>();
    deserializer.configure(
        Map.of(
            "apicurio.registry.url",
            registry,
            "apicurio.registry.use-specific-avro-reader",
            "true"),
        false);

    List<ConsumerRecord<String, Earthquake>> records =
        read("seismology.earthquakes.v1", new StringDeserializer(), deserializer);

    assertThat(records).isNotEmpty();
    assertThat(records)
        .allSatisfy(r -> assertThat(r.value()).isInstanceOf(Earthquake.class))
        .allSatisfy(r -> assertThat(r.value().getMagnitude()).isBetween(-1.0, 10.0));
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return read(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** All committed records of a topic. */
  private <K, V> List<ConsumerRecord<K, V>> read(
      String topic, Deserializer<K> key, Deserializer<V> value) {
    try (KafkaConsumer<K, V> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"), key, value)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<K, V>> records = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return partitions.stream()
                    .allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
              });
      return records;
    }
  }
}
