package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.enforce.Sightings;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.testing.Enforced;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.Payments;
import io.sluice.pipeline.topic.TopicCreation;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Timeouts injected at each step of a commit, where Kafka Streams by itself loses records. */
class CommitFaultsIT {

  /** Where a commit times out. */
  enum Step {
    IN_THE_HOOK,
    BEFORE_THE_OFFSETS,
    AFTER_THE_OFFSETS,
    BEFORE_THE_COMMIT,
    AFTER_THE_COMMIT
  }

  private final Sandbox sandbox = SharedSandbox.get();
  private final String id = SharedSandbox.uniqueName("test.payments");
  private final Enforced enforced = new Enforced(id);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** Times out at one step, twice, on commits that carry offsets. */
  private static final class Faults {

    private final Step step;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger injected = new AtomicInteger();

    Faults(Step step) {
      this.step = step;
    }

    void commitBegins() {
      commits.incrementAndGet();
    }

    void at(Step reached) {
      boolean due = commits.get() == 2 || commits.get() == 5;
      if (reached == step && due && injected.get() < 2) {
        injected.incrementAndGet();
        throw new TimeoutException("injected " + reached);
      }
    }
  }

  private static final class FaultyProducer extends CommitProducer {

    private final Faults faults;

    FaultyProducer(Map<String, Object> config, Ledger ledger, Runnable onCommit, Faults faults) {
      super(
          config,
          ledger,
          (producer, offsets) -> {
            faults.commitBegins();
            faults.at(Step.IN_THE_HOOK);
          },
          onCommit);
      this.faults = faults;
    }

    @Override
    void addOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
      faults.at(Step.BEFORE_THE_OFFSETS);
      super.addOffsets(offsets, group);
      faults.at(Step.AFTER_THE_OFFSETS);
    }

    @Override
    void endTransaction() {
      faults.at(Step.BEFORE_THE_COMMIT);
      super.endTransaction();
      faults.at(Step.AFTER_THE_COMMIT);
    }
  }

  private static Pipeline.Clients clients(Faults faults) {
    return (ledger, sightings, onCommit, admin) ->
        new FaultyClients(ledger, sightings, onCommit, admin, faults);
  }

  private static final class FaultyClients extends ClientSupplier {

    private final Ledger ledger;
    private final Runnable onCommit;
    private final Faults faults;

    FaultyClients(
        Ledger ledger, Sightings sightings, Runnable onCommit, Admin admin, Faults faults) {
      super(ledger, sightings, onCommit, admin);
      this.ledger = ledger;
      this.onCommit = onCommit;
      this.faults = faults;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
      return new FaultyProducer(config, ledger, onCommit, faults);
    }
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aTimeoutOfACommitLosesAndDoublesNothing(Step step, @TempDir Path state) {
    sandbox.createTopic(enforced.rawTopic(), 2, Map.of());
    Faults faults = new Faults(step);
    PipelineSettings settings =
        PipelineSettings.of(Map.of("bootstrap.servers", sandbox.bootstrapServers()), state)
            .withTopics(TopicCreation.allowed(1));
    RegisteredContract contract =
        new RegisteredContract(Payments.contract(id, "registry"), Payments.SCHEMA_ID);
    try (Pipeline pipeline =
        new Pipeline(contract, FixedSchemas.ofPayments(), settings, meters, clients(faults))) {
      pipeline.start();
      patiently().until(() -> pipeline.state() instanceof PipelineState.Running);
      for (int batch = 0; batch < 10; batch++) {
        enforced.send(110, 2, Payments.SCHEMA_ID);
        int sent = enforced.sent();
        if (batch % 2 == 0) { // two batches in flight for every one that was waited for
          patiently().until(() -> enforced.arrived() >= sent);
        }
      }
      patiently().until(() -> enforced.arrived() >= enforced.sent());
    }

    assertThat(faults.injected).hasValue(2);
    enforced.assertBalance(meters);
  }
}
