package io.sluice.sandbox.sample;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveProducerIT {

  private final Sandbox sandbox = SharedSandbox.get();
  private final String topic = SharedSandbox.uniqueName("raw-live");

  @BeforeEach
  void createTopic() {
    sandbox.createTopic(topic, 1, Map.of());
  }

  @Test
  void eachRoundHasIdsOfItsOwnAndEveryRecordIsOfThePresent() {
    // Given
    int limit = 2_000;
    Instant start = Instant.now();

    // When
    try (LiveProducer live = start(Dataset.EARTHQUAKES, limit, 10_000)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> live.published() == limit);
    }

    // Then
    List<ConsumerRecord<String, GenericRecord>> records = read(limit);
    assertThat(records.stream().map(ConsumerRecord::key).distinct()).hasSize(limit);
    assertThat(records)
        .allSatisfy(r -> assertThat(r.value().get("id")).hasToString(r.key()))
        .allSatisfy(r -> assertThat(r.timestamp()).isGreaterThanOrEqualTo(start.toEpochMilli()))
        .allSatisfy(r -> assertThat(r.value().get("updated")).isEqualTo(r.timestamp()))
        .allSatisfy(
            r ->
                assertThat((long) r.value().get("time"))
                    .isLessThanOrEqualTo((long) r.value().get("updated")))
        .allSatisfy(
            r ->
                assertThat(r.headers().lastHeader(SampleProducer.PRODUCER_HEADER).value())
                    .asString()
                    .isEqualTo("usgs-feed"));
  }

  @Test
  void daysMoveWithMomentsAndWhatComesTwiceIsTheSameBothTimes() {
    // Given
    int limit = 1_003;

    // When
    try (LiveProducer live = start(Dataset.WELLS, limit, 10_000)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> live.published() == limit);
    }

    // Then
    List<ConsumerRecord<String, GenericRecord>> records = read(limit);
    assertThat(records.stream().filter(r -> daysBefore(r) == 1).count()).isEqualTo(limit - 2);
    assertThat(records.stream().map(ConsumerRecord::value).distinct()).hasSize(limit - 3);
  }

  /** How many days before it was reported a well's production was. */
  private static long daysBefore(ConsumerRecord<String, GenericRecord> report) {
    LocalDate reported = LocalDate.ofInstant(Instant.ofEpochMilli(report.timestamp()), UTC);
    LocalDate produced = LocalDate.ofEpochDay((int) report.value().get("production_date"));
    return ChronoUnit.DAYS.between(produced, reported);
  }

  @Test
  void oneWithoutALimitGoesOnUntilItIsClosed() {
    LiveProducer live = start(Dataset.EARTHQUAKES, 0, 100);
    await().atMost(Duration.ofSeconds(30)).until(() -> live.published() > 5);

    live.close();

    long published = live.published();
    assertThat(read((int) published)).hasSize((int) published);
  }

  private LiveProducer start(Dataset dataset, long limit, int perSecond) {
    SampleProducer producer =
        new SampleProducer(
            sandbox.bootstrapServers(), sandbox.registryUrl(), topic, dataset.producer());
    return LiveProducer.start(dataset, producer, Clock.systemUTC(), limit, perSecond);
  }

  private List<ConsumerRecord<String, GenericRecord>> read(int count) {
    AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>();
    deserializer.configure(Map.of("apicurio.registry.url", sandbox.registryUrl()), false);
    try (KafkaConsumer<String, GenericRecord> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", sandbox.bootstrapServers()),
            new StringDeserializer(),
            deserializer)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<ConsumerRecord<String, GenericRecord>> records = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= count;
              });
      return records;
    }
  }
}
