package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.count.Tally;
import io.sluice.pipeline.enforce.Lanes;
import io.sluice.pipeline.enforce.MajorsBeside;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.SchemaIds;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.testing.Deliveries;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.HandedOver;
import io.sluice.pipeline.testing.KafkaTopics;
import io.sluice.pipeline.testing.Payments;
import io.sluice.pipeline.topic.TopicCreation;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What pipelines hand over, read committed, is what a recount of the product and the dead-letter
 * topic gives: to the unit, by indicator and bucket and key, whatever happens to commits, threads
 * and instances.
 */
class DeltasIT {

  private static final int PARTITIONS = 3;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Sandbox sandbox = SharedSandbox.get();
  private final String id = SharedSandbox.uniqueName("test.deliveries");
  private final String rawTopic = "raw." + id + ".v1";
  private final FixedSchemas schemas = new FixedSchemas();
  private final Random random = new Random(5);
  private final List<Pipeline> pipelines = new ArrayList<>();
  private final Map<Integer, Long> sent = new TreeMap<>();
  private @TempDir @Nullable Path folder;

  DeltasIT() {
    schemas.put(Deliveries.SCHEMA_ID, new SchemaLookup.Found(Deliveries.SCHEMA));
    schemas.put(Payments.CHARGE_ID, new SchemaLookup.Found(Payments.CHARGE));
    sandbox.createTopic(rawTopic, PARTITIONS, Map.of());
  }

  @AfterEach
  void close() {
    pipelines.forEach(Pipeline::close);
  }

  /** Lets each sixth commit fail, of all that share it: at its five steps by turns. */
  private static final class Faults {
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger injected = new AtomicInteger();

    /** The commit that failed last: before it counts as begun, it is tried again. */
    private final AtomicInteger failed = new AtomicInteger();

    void begin() {
      commits.incrementAndGet();
    }

    void at(int step) {
      int commit = commits.get();
      if (commit % 6 == 5 && commit / 6 % 5 == step && failed.getAndSet(commit) != commit) {
        injected.incrementAndGet();
        throw new TimeoutException("injected at step " + step);
      }
    }
  }

  /** Sluice's own producer, with faults. */
  private static final class Flaky extends CommitProducer {

    private final Faults faults;

    Flaky(
        Map<String, Object> config,
        Ledger ledger,
        Lanes lanes,
        CommitHook hook,
        Runnable onCommit,
        Faults faults) {
      super(
          config,
          ledger,
          lanes,
          new CommitHook() {
            @Override
            public void handOver(Producer<byte[], byte[]> producer, Tally counted) {
              hook.handOver(producer, counted);
              faults.at(4);
            }

            @Override
            public void beforeOffsets(
                Producer<byte[], byte[]> producer, Map<TopicPartition, OffsetAndMetadata> offsets) {
              faults.begin();
              hook.beforeOffsets(producer, offsets);
              faults.at(0);
            }
          },
          onCommit);
      this.faults = faults;
    }

    @Override
    void addOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
      super.addOffsets(offsets, group);
      faults.at(1);
    }

    @Override
    void endTransaction() {
      faults.at(2);
      super.endTransaction();
      faults.at(3);
    }
  }

  private Pipeline start(String instance, int threads, Pipeline.Clients clients) {
    PipelineSettings settings =
        PipelineSettings.of(
                Map.of("bootstrap.servers", sandbox.bootstrapServers()),
                Objects.requireNonNull(folder).resolve(instance))
            .with(changes -> changes.topics(TopicCreation.allowed(1)).threads(threads));
    Pipeline pipeline =
        new Pipeline(
            new RegisteredContract(
                Deliveries.contract(id), new SchemaIds(Deliveries.SCHEMA_ID, Deliveries.SCHEMA_ID)),
            MajorsBeside.NONE,
            schemas,
            settings,
            new SimpleMeterRegistry(),
            clients);
    pipelines.add(pipeline);
    pipeline.start();
    return pipeline;
  }

  private Pipeline.Clients flaky(Faults faults) {
    return (ledger, sightings, lanes, hook, onCommit, admin) ->
        new ClientSupplier(ledger, sightings, lanes, hook, onCommit, admin) {
          @Override
          public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
            return new Flaky(config, ledger, lanes, hook, onCommit, faults);
          }
        };
  }

  /** Deliveries of all kinds: of now and of long ago, of tomorrow, right and wrong. */
  private void send(int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int partition = random.nextInt(PARTITIONS);
      sent.merge(partition, 1L, Long::sum);
      records.add(
          new ProducerRecord<>(
              rawTopic, partition, 1_000_000L, "k".getBytes(StandardCharsets.UTF_8), value()));
    }
    KafkaTopics.send(records);
  }

  private byte @Nullable [] value() {
    int kind = random.nextInt(100);
    if (kind == 0) {
      return null;
    } else if (kind == 1) {
      return Payments.framed(Deliveries.SCHEMA_ID, new byte[] {1, 2, 3});
    }
    byte[] delivery =
        Deliveries.delivery(
            "d" + random.nextInt(2_000),
            random.nextInt(10) == 0 ? null : "site-" + random.nextInt(50),
            eventTime(),
            random.nextInt(5) == 0 ? -1 : random.nextInt(60),
            random.nextInt(3) == 0 ? null : "note");
    return Payments.framed(Deliveries.SCHEMA_ID, delivery);
  }

  private @Nullable Long eventTime() {
    long now = System.currentTimeMillis();
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> now - 10 * DAY - random.nextLong(DAY);
      case 2 -> now - 200 * DAY - random.nextLong(20 * DAY);
      case 3 -> now + 30 * MINUTE + random.nextLong(MINUTE);
      default -> now - random.nextLong(120 * MINUTE);
    };
  }

  private long committed() throws Exception {
    try (Admin admin = sandbox.admin()) {
      return admin
          .listConsumerGroupOffsets(Pipeline.applicationId(Deliveries.contract(id).contract()))
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(OffsetAndMetadata::offset)
          .sum();
    }
  }

  private void awaitAll() {
    long all = sent.values().stream().mapToLong(Long::longValue).sum();
    patiently().until(() -> committed() == all);
  }

  private void assertExact() {
    HandedOver handedOver =
        HandedOver.of(sandbox.bootstrapServers(), id).assertSeamless(sent).assertRecounted();
    long all = sent.values().stream().mapToLong(Long::longValue).sum();
    assertThat(handedOver.outcome("compliant") + handedOver.outcome("violating")).isEqualTo(all);
  }

  @Test
  void deltasComeToWhatTheTopicsHold() {
    Pipeline pipeline = start("one", 2, ClientSupplier::new);
    for (int batch = 0; batch < 5; batch++) {
      send(400);
    }
    awaitAll();
    pipeline.close();

    assertExact();
  }

  @Test
  void failedCommitsAndInstancesThatComeAndGoAreNotSeenInTheSums() {
    Faults faults = new Faults();
    Pipeline one = start("one", 2, flaky(faults));
    patiently().until(one::isReady);
    for (int batch = 0; batch < 40; batch++) {
      send(100);
      if (batch == 10) {
        start("two", 1, flaky(faults)); // takes partitions over
      } else if (batch == 20) {
        one.close(Duration.ZERO); // without waiting for its threads
      } else if (batch == 30) {
        start("three", 2, flaky(faults));
      }
      if (batch % 2 == 1) {
        awaitAll();
      }
    }
    awaitAll();
    pipelines.forEach(Pipeline::close);

    System.out.printf(
        "%d commits, of which %d failed%n", faults.commits.get(), faults.injected.get());
    assertThat(faults.injected.get()).isPositive();
    assertExact();
  }

  @Test
  void countsOfManyTimesAreHandedOverBeforeTheyTakeMuchRoomAndInParts() {
    long now = System.currentTimeMillis();
    sendUnique(i -> now - i * MINUTE);

    assertThat(HandedOver.of(sandbox.bootstrapServers(), id).deltas())
        .anyMatch(delta -> delta.coverage().parts() > 1)
        .allMatch(delta -> delta.coverage().to() - delta.coverage().from() < 60_000);
  }

  @Test
  void manyKeysAreHandedOverWhileTheirTransactionIsOpen() {
    long now = System.currentTimeMillis();
    sendUnique(i -> now);

    assertThat(HandedOver.of(sandbox.bootstrapServers(), id).deltas())
        .allMatch(delta -> delta.coverage().to() - delta.coverage().from() < 5_000);
  }

  /** Lets a pipeline judge many deliveries of one partition, no two of which share a key. */
  private void sendUnique(LongUnaryOperator eventTimes) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 120_000; i++) {
      sent.merge(0, 1L, Long::sum);
      byte[] delivery = Deliveries.delivery("d" + i, "s" + i, eventTimes.applyAsLong(i), 1, null);
      records.add(
          new ProducerRecord<>(
              rawTopic, 0, 1_000_000L, null, Payments.framed(Deliveries.SCHEMA_ID, delivery)));
    }
    KafkaTopics.send(records);
    Pipeline pipeline = start("one", 1, ClientSupplier::new);
    awaitAll();
    pipeline.close();
    assertExact();
  }
}
