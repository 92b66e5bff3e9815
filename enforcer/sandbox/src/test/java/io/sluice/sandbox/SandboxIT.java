package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxIT {

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"thing\",\"fields\":[{\"name\":\"f\",\"type\":\"int\"}]}");

  @Test
  void recordsGoThroughTheBrokerByTheRegistrysOwnSerdesAndNothingStaysBehind() throws Exception {
    // Given
    Set<Path> before = leftovers();
    long registry;

    Sandbox sandbox = Sandbox.start(Sandbox.Settings.quiet());
    try {
      registry = sandbox.registry().pid().orElseThrow();
      sandbox.createTopic("things", 1, Map.of());

      // When
      produce(sandbox);
      sandbox.kafka().restart();
      sandbox.registry().restart();

      // Then
      assertThat(consume(sandbox).get("f")).isEqualTo(7);
    } finally {
      sandbox.close();
    }
    sandbox.close();
    assertThat(ProcessHandle.of(registry)).isNotPresent();
    assertThat(leftovers()).isEqualTo(before);
  }

  private static void produce(Sandbox sandbox) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", sandbox.bootstrapServers(),
            "apicurio.registry.url", sandbox.registryUrl(),
            "apicurio.registry.auto-register", "true");
    try (KafkaProducer<String, GenericRecord> producer =
        new KafkaProducer<>(settings, new StringSerializer(), serializer(settings))) {
      GenericData.Record thing = new GenericData.Record(SCHEMA);
      thing.put("f", 7);
      producer.send(new ProducerRecord<>("things", "k", thing)).get();
    }
  }

  private static AvroKafkaSerializer<GenericRecord> serializer(Map<String, Object> settings) {
    AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>();
    serializer.configure(settings, false);
    return serializer;
  }

  private static GenericRecord consume(Sandbox sandbox) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", sandbox.bootstrapServers(),
            "apicurio.registry.url", sandbox.registryUrl());
    AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>();
    deserializer.configure(settings, false);
    try (KafkaConsumer<String, GenericRecord> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), deserializer)) {
      TopicPartition partition = new TopicPartition("things", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> consumer.poll(Duration.ofMillis(200)).records(partition),
              records -> !records.isEmpty())
          .stream()
          .map(ConsumerRecord::value)
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aTakenPortIsNamedAndNothingStaysBehind() throws Exception {
    Set<Path> before = leftovers();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> Sandbox.start(new Sandbox.Settings(0, port, line -> {})))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("port " + port + " for the registry is taken");
      assertThatThrownBy(() -> Sandbox.start(new Sandbox.Settings(port, 0, line -> {})))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("port " + port + " for Kafka is taken");
    }
    assertThat(leftovers()).isEqualTo(before);
  }

  @Test
  void aPartThatFailsEndsTheOtherOneWithoutWaitingForIt() throws Exception {
    Set<Path> before = leftovers();
    List<ProcessHandle> children = ProcessHandle.current().children().toList();

    assertThatThrownBy(
            () ->
                Sandbox.start(
                    Sandbox.Settings.quiet(),
                    () -> {
                      throw new SandboxException("no broker today");
                    }))
        .isInstanceOf(SandboxException.class)
        .hasMessage("no broker today");

    assertThat(leftovers()).isEqualTo(before);
    assertThat(ProcessHandle.current().children()).hasSameElementsAs(children);
  }

  @Test
  void theRegistryEndsWithItsParentEvenWhereThatIsKilled(@TempDir Path folder) throws Exception {
    // Given
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A killed process deletes nothing.
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                KilledParent.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader output = parent.inputReader();
    ProcessHandle registry =
        Stream.generate(() -> line(output))
            .filter(line -> line.startsWith("registry "))
            .map(line -> ProcessHandle.of(Long.parseLong(line.substring(9))).orElseThrow())
            .findFirst()
            .orElseThrow();
    assertThat(registry.isAlive()).isTrue();

    // When
    parent.destroyForcibly().waitFor();

    // Then
    await().atMost(Duration.ofSeconds(20)).until(() -> !registry.isAlive());
  }

  private static String line(BufferedReader output) {
    try {
      String line = output.readLine();
      if (line == null) {
        throw new IllegalStateException("the parent ended early");
      }
      return line;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a registry, names its process and waits to be killed. */
  static final class KilledParent {
    public static void main(String[] args) throws InterruptedException {
      RegistryDistribution distribution =
          new RegistryDistribution(RegistryDistribution.defaultCache(), line -> {});
      RegistryProcess registry = RegistryProcess.start(distribution.home(), 0);
      System.out.println("registry " + registry.pid().orElseThrow());
      Thread.currentThread().join();
    }
  }

  /** Of this process: others may run on the same machine. */
  private static Set<Path> leftovers() throws IOException {
    String mine = "-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(f -> f.getFileName().toString().startsWith("sluice-"))
          .filter(f -> f.getFileName().toString().contains(mine))
          .collect(Collectors.toSet());
    }
  }
}
