package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.SchemaIds;
import io.sluice.pipeline.testing.Enforced;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.Payments;
import io.sluice.pipeline.topic.TopicCreation;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** A pipeline of {@link Payments} on the shared sandbox, which can be stopped and started again. */
final class Running implements AutoCloseable {

  private final Sandbox sandbox = SharedSandbox.get();
  private final String id = SharedSandbox.uniqueName("test.payments");
  private final Enforced enforced = new Enforced(id);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, String> kafka = new HashMap<>();
  private TopicCreation creation = TopicCreation.allowed(1);
  private Function<String, ContractFile> contract = id -> Payments.file(id, "registry");
  private @Nullable Pipeline pipeline;

  Enforced enforced() {
    return enforced;
  }

  SimpleMeterRegistry meters() {
    return meters;
  }

  /** From its next start it runs with this property of Kafka's. */
  Running with(String property, String value) {
    kafka.put(property, value);
    return this;
  }

  /** From its next start it runs in shadow. */
  Running inShadow() {
    contract = Payments::inShadow;
    return this;
  }

  /** From its next start its product records have these stamps. */
  Running stamped(String stamps) {
    contract = id -> Payments.stamped(id, stamps);
    return this;
  }

  /** It may create no topics. */
  Running withoutCreation() {
    creation = TopicCreation.FORBIDDEN;
    return this;
  }

  Running rawTopic(int partitions, Map<String, String> configs) {
    sandbox.createTopic(enforced.rawTopic(), partitions, configs);
    return this;
  }

  Running productTopic(int partitions, Map<String, String> configs) {
    sandbox.createTopic(enforced.productTopic(), partitions, configs);
    return this;
  }

  Running deadLetterTopic(int partitions, Map<String, String> configs) {
    sandbox.createTopic(enforced.deadLetterTopic(), partitions, configs);
    return this;
  }

  /** Starts it; whether it runs is another question. */
  Running start() {
    kafka.put("bootstrap.servers", sandbox.bootstrapServers());
    kafka.put("metadata.max.age.ms", "1000");
    PipelineSettings settings =
        PipelineSettings.of(kafka, stateDirectory())
            .with(changes -> changes.topics(creation).watch(Duration.ofMillis(500)));
    RegisteredContract registered =
        new RegisteredContract(
            contract.apply(id).compile(), new SchemaIds(Payments.SCHEMA_ID, Payments.SCHEMA_ID));
    pipeline = new Pipeline(registered, FixedSchemas.ofPayments(), settings, meters);
    pipeline.start();
    return this;
  }

  private static Path stateDirectory() {
    try {
      return Files.createTempDirectory("sluice-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Pipeline pipeline() {
    return Objects.requireNonNull(pipeline);
  }

  /** Waits for a state whose reason has these parts. */
  void await(String word, String... parts) {
    patiently()
        .untilAsserted(
            () -> {
              assertThat(pipeline().state().word()).as(pipeline().state().reason()).isEqualTo(word);
              assertThat(List.of(parts)).allMatch(pipeline().state().reason()::contains);
            });
  }

  /** Waits until it runs. */
  Running await() {
    await("running");
    return this;
  }

  /** Waits until as many records have come out as were sent. */
  void awaitArrival() {
    patiently().until(() -> enforced.arrived() >= enforced.sent());
  }

  /** Waits for the records, stops it, and checks the balance. */
  void assertConserved() {
    await();
    awaitArrival();
    pipeline().close();
    enforced.assertConserved(meters);
  }

  /** Sets one thing of a topic. */
  void alter(String topic, String name, String value) {
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    administer(
        admin ->
            admin
                .incrementalAlterConfigs(
                    Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
                .all()
                .get());
  }

  /** What an operator does. */
  @FunctionalInterface
  interface Administration {
    void with(Admin admin) throws ExecutionException, InterruptedException;
  }

  void administer(Administration task) {
    try (Admin admin = sandbox.admin()) {
      task.with(admin);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }
}
