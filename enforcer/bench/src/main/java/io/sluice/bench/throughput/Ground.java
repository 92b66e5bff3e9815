package io.sluice.bench.throughput;

import io.sluice.bench.subject.Subject;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.PublicationRefusedException;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.pipeline.registry.SchemaSource;
import io.sluice.pipeline.registry.UnknownContractException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where both sides run: a sandbox, the order contract published to it, and a raw topic of framed
 * orders that all comply.
 */
final class Ground implements AutoCloseable {

  private final SandboxProcess sandbox;
  private final ApicurioRegistry registry;
  private final Admin admin;
  private final RegisteredContract contract;
  private final RawOrders orders;

  private Ground(
      SandboxProcess sandbox,
      ApicurioRegistry registry,
      Admin admin,
      RegisteredContract contract,
      RawOrders orders) {
    this.sandbox = sandbox;
    this.registry = registry;
    this.admin = admin;
    this.contract = contract;
    this.orders = orders;
  }

  /**
   * Sets it up.
   *
   * @param subject orders and their contract
   * @param files where the broker keeps what it is sent
   */
  static Ground open(Subject subject, BrokerFiles files) throws InterruptedException {
    SandboxProcess sandbox = SandboxProcess.start(files);
    ApicurioRegistry registry = new ApicurioRegistry(RegistrySettings.of(sandbox.registry()));
    Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, sandbox.kafka()));
    try {
      registry.publisher().publish(subject.file());
      RegisteredContract contract =
          registry.contracts().load(subject.file().contract().orElseThrow().id());
      RawOrders orders = new RawOrders(subject, contract.schema().content());
      Ground ground = new Ground(sandbox, registry, admin, contract, orders);
      ground.create(ground.rawTopic());
      return ground;
    } catch (RegistryUnavailableException
        | PublicationRefusedException
        | UnknownContractException e) {
      close(sandbox, registry, admin);
      throw new IllegalStateException(e);
    } catch (RuntimeException | InterruptedException e) {
      close(sandbox, registry, admin);
      throw e;
    }
  }

  String kafka() {
    return sandbox.kafka();
  }

  RegisteredContract contract() {
    return contract;
  }

  SchemaSource schemas() {
    return registry;
  }

  String rawTopic() {
    return contract.contract().binding().rawTopic();
  }

  /** The value of the raw record of a number. */
  byte[] value(long number) {
    return orders.value(number);
  }

  /** What a raw record's value takes. */
  double averageValueBytes() {
    return orders.averageBytes();
  }

  /** Lets a contender begin anew: no offsets, and an empty topic to write to. */
  void renew(Contender contender) throws InterruptedException {
    release(contender);
    forget(contender.applicationId());
    delete(contender.outputTopic());
    create(contender.outputTopic());
  }

  /** How many raw records a contender has brought to its topic, committed. */
  long committed(Contender contender) throws InterruptedException {
    try {
      return admin
          .listConsumerGroupOffsets(contender.applicationId())
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(OffsetAndMetadata::offset)
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets a contender pass over all that the raw topic holds. */
  void skipToEnd(Contender contender) throws InterruptedException {
    release(contender);
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, Streams.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(rawTopic(), partition))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    try {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin.listOffsets(ends).all().get().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue().offset())));
      admin.alterConsumerGroupOffsets(contender.applicationId(), offsets).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Takes members that have stopped out of a contender's group: Kafka Streams leaves them there,
   * and whoever starts next waits for their session to end.
   */
  private void release(Contender contender) throws InterruptedException {
    String group = contender.applicationId();
    try {
      boolean hasMembers =
          admin.describeConsumerGroups(Set.of(group)).all().get().values().stream()
              .anyMatch(described -> !described.members().isEmpty());
      if (hasMembers) {
        admin
            .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
            .all()
            .get();
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void forget(String group) throws InterruptedException {
    try {
      admin.deleteConsumerGroups(Set.of(group)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void create(String topic) throws InterruptedException {
    NewTopic created =
        new NewTopic(topic, Streams.PARTITIONS, (short) 1)
            // a topic that is deleted gives its room back before the next round fills another
            .configs(Map.of(TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "1000"));
    try {
      admin.createTopics(List.of(created)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void delete(String topic) throws InterruptedException {
    try {
      admin.deleteTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    close(sandbox, registry, admin);
  }

  private static void close(SandboxProcess sandbox, ApicurioRegistry registry, Admin admin) {
    try (sandbox;
        registry;
        admin) {
      // in the reverse order
    }
  }
}
