package io.sluice.service;

import static io.sluice.service.Wait.afterAMinute;
import static io.sluice.service.Wait.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.replay.Replay;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.service.access.RoleAccess;
import io.sluice.service.access.ServiceAccess;
import io.sluice.service.settings.IllegalSettingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The service against a broker that asks for TLS, a login and permissions. */
class KafkaSecurityIT {

  private static final String PASSWORD = "user-password-0815";
  private static final String STORE_PASSWORD = "store-password-2468";
  private static final String REGISTRY_TOKEN = "registry-token-1357";
  private static final String MEASURE = "sluice.measure";
  private static final String CHANGELOG = MEASURE + "-measurements-changelog";

  @TempDir private static Path folder;
  private static SecureKafka kafka;

  private final Sandbox sandbox = SharedSandbox.get();
  private final Things things = Things.withStatus("active").publish(sandbox);
  private final Binding topics = things.binding();
  private final String application = "sluice." + things.id() + ".v1";
  private final Said said = new Said();

  /** All that is logged. */
  private static final class Said extends AppenderBase<ILoggingEvent> {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getFormattedMessage());
      IThrowableProxy thrown = event.getThrowableProxy();
      if (thrown != null) {
        lines.add(ThrowableProxyUtil.asString(thrown));
      }
    }
  }

  @BeforeAll
  static void startKafka() {
    kafka = SecureKafka.start(folder, STORE_PASSWORD, PASSWORD);
    kafka.createTopic(DeltaTopic.NAME);
    kafka.createTopic(CHANGELOG);
    for (AclOperation operation :
        List.of(AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS, AclOperation.WRITE)) {
      kafka.grant(operation, ResourceType.TOPIC, PatternType.LITERAL, DeltaTopic.NAME);
    }
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void listen() {
    said.start();
    Logger root = logger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(said);
    logger("io.sluice").setLevel(Level.DEBUG);
    logger("org.apache.kafka").setLevel(Level.INFO);
    logger("io.micronaut").setLevel(Level.INFO);
  }

  @AfterEach
  void noSecretWasSaid() {
    logger(Logger.ROOT_LOGGER_NAME).detachAppender(said);
    logger("io.sluice").setLevel(Level.INFO);
    logger("org.apache.kafka").setLevel(null);
    logger("io.micronaut").setLevel(null);
    assertNoSecret(said.lines.toString());
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  private static void assertNoSecret(String text) {
    assertThat(text)
        .doesNotContain(PASSWORD, STORE_PASSWORD, REGISTRY_TOKEN)
        .doesNotContain("LoginModule required");
  }

  /** The example of the documentation, with the places and names of this test. */
  private Path documentedSettings(String password) throws IOException {
    Path secrets = Files.createDirectories(folder.resolve(things.id()));
    Files.writeString(
        secrets.resolve("kafka.properties"),
        "password=%s\nstores=%s\n".formatted(password, STORE_PASSWORD));
    Files.writeString(secrets.resolve("registry-token"), REGISTRY_TOKEN);
    String docs = Files.readString(Path.of("../../docs/settings.md"));
    Matcher example = Pattern.compile("(?s)## Kafka's security.*?```yaml\n(.*?)```").matcher(docs);
    assertThat(example.find()).isTrue();
    String yaml =
        example
            .group(1)
            .replace("/run/secrets/keystore.p12", kafka.certificates().keys("client"))
            .replace("/run/secrets/truststore.p12", kafka.certificates().trusted())
            .replace("/run/secrets", secrets.toString())
            .replace("kafka-1.example.com:9093", kafka.bootstrapServers())
            .replace("https://registry.example.com/apis/registry/v3", sandbox.registryUrl());
    return Files.writeString(secrets.resolve("sluice.yml"), yaml);
  }

  private SluiceService start(String password) throws IOException {
    return SluiceService.start(
        documentedSettings(password),
        Map.of(
            "sluice.contracts.ids",
            List.of(things.id()),
            "sluice.pipeline.state-directory",
            folder.resolve("states").toString(),
            "sluice.port",
            0));
  }

  private List<String> all() {
    return List.of(
        topics.rawTopic(), topics.productTopic(), topics.deadLetterTopic(), replayTopic());
  }

  private String replayTopic() {
    return "replay." + application;
  }

  private void grant(AclOperation operation, ResourceType type, String name) {
    kafka.grant(operation, type, PatternType.LITERAL, name);
  }

  private void awaitObstacle(SluiceService service, String... parts) {
    soon()
        .untilAsserted(
            () -> {
              String readiness = Http.get(service, "/health/readiness").body();
              assertThat(service.obstacles().toString()).contains(parts);
              assertThat(readiness).contains(parts[0]);
            });
    assertThat(service.isReady()).isFalse();
    assertNoSecret(Http.get(service, "/health/readiness").body());
  }

  /** Sends a thing of each size, as any producer would. */
  private void produce(int... sizes) throws Exception {
    long id;
    try (ApicurioRegistry registry =
        new ApicurioRegistry(RegistrySettings.of(sandbox.registryUrl()))) {
      id = registry.contracts().load(things.id()).schema().content();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.administration(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int size : sizes) { // sizes below 64: a long of one byte
        byte[] value =
            ByteBuffer.allocate(6).put((byte) 0).putInt((int) id).put((byte) (2 * size)).array();
        producer.send(new ProducerRecord<>(topics.rawTopic(), value)).get();
      }
    }
  }

  private int committed(String topic) {
    Map<String, Object> config = new HashMap<>(kafka.administration());
    config.put("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      int read = 0;
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        read += consumer.poll(Duration.ofMillis(100)).count();
      }
      return read;
    }
  }

  @Test
  void whatIsNotPermittedIsWaitedForAndNamedUntilTheLastGrantLetsRecordsFlow() throws Exception {
    all().forEach(kafka::createTopic);
    try (SluiceService service = start(PASSWORD)) {
      awaitObstacle(service, "does not permit DESCRIBE on topic " + topics.rawTopic() + ":");
      grant(AclOperation.DESCRIBE, ResourceType.TOPIC, topics.rawTopic());
      String outputs = topics.deadLetterTopic() + ", " + topics.productTopic();
      awaitObstacle(
          service,
          "does not permit DESCRIBE on topic %s, %s, %s:"
              .formatted(topics.deadLetterTopic(), replayTopic(), topics.productTopic()));
      grant(AclOperation.DESCRIBE, ResourceType.TOPIC, topics.productTopic());
      grant(AclOperation.DESCRIBE, ResourceType.TOPIC, topics.deadLetterTopic());
      grant(AclOperation.DESCRIBE, ResourceType.TOPIC, replayTopic());
      awaitObstacle(
          service,
          "does not permit READ on topic " + topics.rawTopic() + ", " + replayTopic(),
          "does not permit WRITE on topic " + outputs);
      grant(AclOperation.READ, ResourceType.TOPIC, topics.rawTopic());
      grant(AclOperation.READ, ResourceType.TOPIC, replayTopic());
      grant(AclOperation.WRITE, ResourceType.TOPIC, topics.productTopic());
      awaitObstacle(service, "does not permit WRITE on topic " + topics.deadLetterTopic() + ":");
      grant(AclOperation.WRITE, ResourceType.TOPIC, topics.deadLetterTopic());
      awaitObstacle(service, "does not permit DESCRIBE_CONFIGS on topic ", topics.rawTopic());
      for (String topic : all()) {
        grant(AclOperation.DESCRIBE_CONFIGS, ResourceType.TOPIC, topic);
      }
      awaitObstacle(service, "does not permit READ on group " + application);
      grant(AclOperation.READ, ResourceType.GROUP, application);
      awaitObstacle(service, "does not permit WRITE on transactional id " + application + "-*");
      kafka.grant(
          AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID, PatternType.PREFIXED, application);
      soon().until(service::isReady);

      produce(3, 30);
      soon().until(() -> committed(topics.productTopic()) == 1);
      soon().until(() -> committed(topics.deadLetterTopic()) == 1);
      assertThat(Http.get(service, "/health/readiness").body())
          .contains("ClusterAuthorizationException");
      grant(AclOperation.DESCRIBE_CONFIGS, ResourceType.CLUSTER, "kafka-cluster");
      soon().until(() -> Http.status(service, "/health/readiness") == 200);
      soon().until(service::isReady);
    }
    assertThat(said.lines).anyMatch(line -> line.contains("sasl.jaas.config = [hidden]"));
  }

  @Test
  void whatIsExportedLetsTheServiceRunAndEachRoleDoWhatItMayAndNothingElse() throws Exception {
    Contract contract = things.file().compile().contract();
    String results = "sli." + things.id() + ".v1";
    all().forEach(kafka::createTopic);
    kafka.createTopic(results);
    ServiceAccess itsOwn = new ServiceAccess("User:" + SecureKafka.USER, MEASURE, false);
    kafka.grant(itsOwn.once());
    kafka.grant(itsOwn.forContract(contract));
    kafka.grant(RoleAccess.of(contract, "User:{role}").acls());

    try (SluiceService service = start(PASSWORD)) {
      soon().until(service::isReady);
      awaitMeasuring(service, "\"measuring\":\"running\"");
      soon().until(() -> Http.status(service, "/health/readiness") == 200);
      produce(3, 30);
      soon().until(() -> committed(topics.deadLetterTopic()) == 1);
    } finally {
      kafka.revoke(itsOwn.once()); // other tests start without what all contracts share
    }

    Map<String, Object> consumer = kafka.user("things-consumer");
    assertThat(all()).filteredOn(t -> mayRead(consumer, t)).containsOnly(topics.productTopic());
    assertThat(mayRead(consumer, results)).isTrue();
    assertThat(mayWrite(consumer, topics.productTopic())).isFalse();
    assertThat(mayJoin(consumer, "things-consumer")).isTrue();
    assertThat(mayJoin(consumer, "things-consumer.report")).isTrue();
    assertThat(mayJoin(consumer, "things-consumers")).isFalse();
    assertThat(mayJoin(consumer, application)).isFalse();

    Map<String, Object> onCall = kafka.user("things-oncall");
    assertThat(all()).filteredOn(t -> mayRead(onCall, t)).containsOnly(topics.deadLetterTopic());
    assertThat(mayRead(onCall, results)).isTrue();
    assertThat(mayWrite(onCall, topics.deadLetterTopic())).isFalse();

    Map<String, Object> producer = kafka.user("things-producer");
    assertThat(all()).filteredOn(t -> mayWrite(producer, t)).containsOnly(topics.rawTopic());
    assertThat(all()).noneMatch(t -> mayRead(producer, t));

    Map<String, Object> replaying = kafka.user("things-replayer");
    assertThat(all()).filteredOn(t -> mayWrite(replaying, t)).containsOnly(replayTopic());
    assertThat(all()).filteredOn(t -> mayRead(replaying, t)).containsOnly(topics.deadLetterTopic());
    Map<String, String> settings = new HashMap<>();
    replaying.forEach((name, value) -> settings.put(name, value.toString()));
    try (Replay replay = Replay.begin(settings, contract, topics.deadLetterTopic(), 1)) {
      replay.commit();
    }
  }

  private static boolean mayRead(Map<String, Object> user, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(user, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      consumer.poll(Duration.ofSeconds(2));
      return true;
    } catch (TopicAuthorizationException e) {
      return false;
    }
  }

  private boolean mayJoin(Map<String, Object> user, String group) {
    Map<String, Object> config = new HashMap<>(user);
    config.put("group.id", group);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.committed(Set.of(new TopicPartition(topics.productTopic(), 0)));
      return true;
    } catch (GroupAuthorizationException e) {
      return false;
    }
  }

  private static boolean mayWrite(Map<String, Object> user, String topic) {
    Map<String, Object> config = new HashMap<>(user);
    config.put("enable.idempotence", false);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, new byte[1])).get();
      return true;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void measuringNeedsWhatIsDocumentedAndSaysWhatIsMissing() throws Exception {
    String results = "sli." + things.id() + ".v1";
    all().forEach(kafka::createTopic);
    kafka.createTopic(results);
    for (String topic : all()) {
      grant(AclOperation.DESCRIBE, ResourceType.TOPIC, topic);
      grant(AclOperation.DESCRIBE_CONFIGS, ResourceType.TOPIC, topic);
    }
    grant(AclOperation.READ, ResourceType.TOPIC, topics.rawTopic());
    grant(AclOperation.READ, ResourceType.TOPIC, replayTopic());
    grant(AclOperation.WRITE, ResourceType.TOPIC, topics.productTopic());
    grant(AclOperation.WRITE, ResourceType.TOPIC, topics.deadLetterTopic());
    grant(AclOperation.READ, ResourceType.GROUP, application);
    kafka.grant(
        AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID, PatternType.PREFIXED, application);
    try (SluiceService service = start(PASSWORD)) {
      soon().until(service::isReady);
      awaitMeasuring(service, "does not permit DESCRIBE on topic " + CHANGELOG);

      grant(AclOperation.READ, ResourceType.TOPIC, DeltaTopic.NAME);
      grant(AclOperation.READ, ResourceType.TOPIC, CHANGELOG);
      grant(AclOperation.WRITE, ResourceType.TOPIC, CHANGELOG);
      awaitMeasuring(service, MEASURE);
      grant(AclOperation.READ, ResourceType.GROUP, MEASURE);
      kafka.grant(AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID, PatternType.PREFIXED, MEASURE);
      grant(AclOperation.WRITE, ResourceType.TOPIC, results);
      awaitMeasuring(service, "\"measuring\":\"running\"");
      afterAMinute().until(() -> committed(results) > 0);
      assertThat(committed(CHANGELOG)).isPositive();
      assertThat(Http.get(service, "/prometheus").body())
          .contains("sluice_lag_records{contract=\"" + things.id() + "\",major=\"1\"} 0.0");
    }
  }

  private void awaitMeasuring(SluiceService service, String part) {
    soon()
        .untilAsserted(
            () -> assertThat(Http.get(service, "/health/readiness").body()).contains(part));
  }

  @Test
  void topicsThatMayNotBeCreatedAreNamed() throws Exception {
    kafka.createTopic(topics.rawTopic());
    all().forEach(topic -> grant(AclOperation.DESCRIBE, ResourceType.TOPIC, topic));
    grant(AclOperation.DESCRIBE_CONFIGS, ResourceType.TOPIC, topics.rawTopic());
    Map<String, Object> creating =
        Map.of(
            "sluice.contracts.ids",
            List.of(things.id()),
            "sluice.port",
            0,
            "sluice.pipeline.create-topics",
            true);

    try (SluiceService service = SluiceService.start(documentedSettings(PASSWORD), creating)) {
      awaitObstacle(service, "does not permit CREATE on topic " + topics.productTopic() + ":");
    }
  }

  @Test
  void aWrongPasswordIsNamedAsTheLoginThatFailed() throws Exception {
    try (SluiceService service = start("wrong-" + PASSWORD)) {
      awaitObstacle(service, "no login to the Kafka cluster", "kafka.sasl.*");
      assertThat(Http.status(service, "/health/liveness")).isEqualTo(200);
    }
  }

  @Test
  void aBrokerThatIsNotTrustedIsNamedAsTheHandshakeThatFailed() throws Exception {
    Path settings = documentedSettings(PASSWORD);
    Files.writeString(
        settings,
        Files.readString(settings)
            .replace(kafka.certificates().trusted(), kafka.certificates().keys("client")));
    try (SluiceService service =
        SluiceService.start(
            settings, Map.of("sluice.contracts.ids", List.of(things.id()), "sluice.port", 0))) {
      awaitObstacle(
          service, "no login to the Kafka cluster", "SSL handshake failed", "certification path");
    }
  }

  @Test
  void aSecretThatIsNotThereStopsTheStart() throws Exception {
    Path settings = documentedSettings(PASSWORD);
    Path secrets = settings.resolveSibling("kafka.properties");
    Files.writeString(secrets, "stores=" + STORE_PASSWORD);

    assertThatThrownBy(() -> SluiceService.start(settings, Map.of("sluice.port", 0)))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining("kafka.sasl.jaas.config")
        .hasMessageContaining("${file:" + secrets + ":password}")
        .hasMessageNotContaining("LoginModule");

    Files.delete(secrets);
    assertThatThrownBy(() -> SluiceService.start(settings, Map.of("sluice.port", 0)))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining(secrets.toString());
  }
}
