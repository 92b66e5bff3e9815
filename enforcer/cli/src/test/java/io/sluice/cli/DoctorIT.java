package io.sluice.cli;

import static io.sluice.cli.OnCall.kafka;
import static io.sluice.cli.OnCall.registry;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.cli.OnCall.Printed;
import io.sluice.cli.console.ExitCode;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.service.access.ServiceAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dry run, against real brokers and a real registry. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DoctorIT {

  private static final String NOBODY = "http://127.0.0.1:1/apis/registry/v3";
  private static final String SCHEMA =
      """
      {"type": "record", "name": "Part", "fields": [
        {"name": "made", "type": {"type": "long", "logicalType": "timestamp-millis"}},
        {"name": "size", "type": "long"}]}""";

  /** As docs/topics.md wants them. */
  private static final Map<String, String> OUTPUT =
      Map.of(
          "max.message.bytes",
          "33554432",
          "message.timestamp.type",
          "CreateTime",
          "message.timestamp.before.max.ms",
          "9223372036854775807",
          "message.timestamp.after.max.ms",
          "9223372036854775807",
          "retention.ms",
          "-1");

  @TempDir private Path folder;

  private final String id = SharedSandbox.uniqueName("doctored");
  private final String raw = "raw." + id + ".v1";
  private final String product = id + ".v1";
  private final String letters = "dlq." + id + ".v1";
  private final String replay = "replay.sluice." + id + ".v1";

  private String text(String version) {
    return """
    apiVersion: v3.1.0
    kind: DataContract
    id: %1$s
    version: %2$s
    status: active
    team: {name: Parts, members: [{username: parts-oncall, role: owner}]}
    schema:
      - name: Part
        logicalType: object
        physicalType: topic
        physicalName: %1$s.v1
        authoritativeDefinitions: [{type: implementation, url: part.avsc}]
        properties:
          - {name: made, logicalType: timestamp, required: true}
          - {name: size, logicalType: integer, required: true}
    slaProperties:
      - {id: fresh, property: freshness, value: 5, unit: m, element: Part.made}
      - {id: kept, property: retention, value: 30, unit: d}
    """
        .formatted(id, version);
  }

  /** A contract of the text, beside its schema. */
  private Path file(String text) throws IOException {
    Files.writeString(folder.resolve("part.avsc"), SCHEMA);
    return Files.writeString(folder.resolve("part.odcs.yaml"), text);
  }

  private void publish(String text) throws Exception {
    OnCall.publish(ContractFile.of(id, text, url -> SCHEMA));
  }

  private static void create(String topic, Map<String, String> more) {
    OnCall.sandbox().createTopic(topic, 2, with(more));
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> configs = new HashMap<>(OUTPUT);
    configs.putAll(more);
    return configs;
  }

  /** The topic that is every contract's; other tests of this sandbox may have made it. */
  private static void createCounts() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(DeltaTopic.NAME, DeltaTopic.PARTITIONS, (short) 1)
                      .configs(Map.of("retention.ms", "604800000"))))
          .all()
          .get();
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
    }
  }

  private void createAll() throws Exception {
    create(raw, Map.of("max.message.bytes", "1048588"));
    for (String topic : List.of(product, letters, replay)) {
      create(topic, Map.of());
    }
    createCounts();
  }

  private void send(Instant at) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = OnCall.producer(Map.of())) {
      producer
          .send(
              new ProducerRecord<>(
                  raw, 0, at.toEpochMilli(), "k".getBytes(UTF_8), "secret-7".getBytes(UTF_8)))
          .get();
    }
  }

  private static Printed doctor(String words) {
    Printed printed =
        OnCall.sluice("doctor " + words + " --kafka " + kafka() + " --registry " + registry());
    assertThat(printed.out() + printed.err()).doesNotContain("secret-7", "\tat ");
    return printed;
  }

  @Test
  void aSourceInOrderIsFineWithVersionLastUpdateAndRecords() throws Exception {
    publish(text("1.0.0"));
    createAll();
    send(Instant.now());

    Printed printed = doctor(id);

    assertThat(printed.out())
        .contains("✓ Kafka at " + kafka() + ": 1 broker, cluster ")
        .contains("without a login (PLAINTEXT)")
        .contains("✓ Registry at " + registry())
        .contains("✓ " + id + ":1.0.0")
        .containsPattern(
            "Contract: version 1.0.0, active, registered with schema id \\d+, the newest")
        .containsPattern("Last updated: \\S+ \\(\\d+ s ago\\), at most 5 min promised")
        .contains("Records available: 1 raw, 0 product, 0 dead letters, 0 replay")
        .contains(
            "Topics: raw, product, dead letters, replay: 2 partitions, 1 replica, 1 in sync needed, delete, kept for ever")
        .contains("1 source: 1 fine, 0 with warnings, 0 with problems");
    assertThat(printed.code()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void programsGetTheSameAsAnObject() throws Exception {
    publish(text("1.0.0"));
    createAll();
    send(Instant.now());

    Printed printed = doctor(id + " --json");

    JsonNode told = printed.object();
    assertThat(told.path("kafka").path("reached").asBoolean()).isTrue();
    JsonNode source = told.path("sources").get(0);
    assertThat(source.path("contract").asText()).isEqualTo(id);
    assertThat(source.path("registered").asBoolean()).isTrue();
    assertThat(source.path("freshnessSeconds").asLong()).isEqualTo(300);
    assertThat(source.path("symptoms")).isEmpty();
    assertThat(source.path("topics").get(0).path("role").asText()).isEqualTo("raw");
    assertThat(source.path("topics").get(0).path("offsets").asLong()).isEqualTo(1);
  }

  @Test
  void missingTopicsAreNamedWithWhoMakesThem() throws Exception {
    publish(text("1.0.0"));

    Printed none = doctor(id);
    create(raw, Map.of());
    Printed outputs = doctor(id);
    Path config =
        Files.writeString(
            folder.resolve("sluice.yml"),
            "sluice: {pipeline: {create-topics: true, replication-factor: 1}}\n");
    Printed made = doctor(id + " --config " + config);
    Files.writeString(config, "sluice: {pipeline: {create-topics: true, replication-factor: 3}}\n");
    Printed refused = doctor(id + " --config " + config);

    assertThat(none.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(none.out())
        .contains("✗ raw topic " + raw + " does not exist: whoever publishes creates it");
    assertThat(outputs.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outputs.out())
        .contains("✗ topic " + product + " does not exist: create it with 2 partitions")
        .contains("! raw topic " + raw + " is empty");
    assertThat(made.code()).isEqualTo(ExitCode.FINE);
    assertThat(made.out())
        .contains("! topic " + product + " does not exist; the service creates it");
    assertThat(refused.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(refused.out())
        .containsPattern(
            "✗ topic " + product + " does not exist, and the Kafka cluster refuses to create");
    assertThat(doctor(id).out()).as("nothing was made").contains("✗ topic " + product);
  }

  @Test
  void whatTopicsWouldLoseIsToldWithWhatToSet() throws Exception {
    publish(text("1.0.0"));
    create(raw, Map.of("min.insync.replicas", "2", "retention.ms", "3600000"));
    create(product, Map.of("retention.ms", "3600000"));
    create(letters, Map.of("cleanup.policy", "compact"));
    create(replay, Map.of("retention.ms", "3600000", "max.message.bytes", "1000"));
    createCounts();

    Printed printed = doctor(id);

    assertThat(printed.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(printed.out())
        .contains("✗ topic " + raw + ": min.insync.replicas is 2, and it has 1 replica")
        .contains("! raw topic " + raw + " keeps records for 1 h")
        .contains(
            "✗ product topic "
                + product
                + " keeps records for 1 h, and the contract promises 30 d; set retention.ms to 2592000000")
        .contains("✗ the dead-letter topic " + letters + " is compacted")
        .contains("! replay topic " + replay + " keeps records for 1 h by their own time")
        .contains("! topic " + replay + ": max.message.bytes is 1000")
        .contains("1 source: 0 fine, 0 with warnings, 1 with problems");
  }

  @Test
  void aContractThatIsNotRegisteredIsSaidToBeSoWithTheOneThatWasMeant() throws Exception {
    publish(text("1.0.0"));

    Printed printed = doctor(id + "x " + id + ":2");

    assertThat(printed.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(printed.out())
        .contains("✗ " + id + "x")
        .contains("no contract " + id + "x is registered; publish it")
        .contains("did you mean " + id + "?")
        .contains("no contract " + id + ":2 is registered");
  }

  @Test
  void dataThatIsOlderThanPromisedIsAProblem() throws Exception {
    publish(text("1.0.0"));
    createAll();
    send(Instant.now().minus(Duration.ofHours(2)));

    Printed printed = doctor(id);

    assertThat(printed.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(printed.out())
        .contains(
            "✗ the newest raw record is 2 h old, and the contract promises at most 5 min: does the producer run?");
  }

  @Test
  void aFileIsHeldAgainstWhatIsRegistered() throws Exception {
    publish(text("1.0.0"));
    createAll();
    send(Instant.now());

    Printed same = doctor(file(text("1.0.0")).toString());
    Printed changed = doctor(file(text("1.0.0") + "name: Parts\n").toString());
    Printed newer = doctor(file(text("1.1.0")).toString());
    publish(text("2.0.0").replace(id + ".v1", id + ".v2"));
    Printed succeeded = doctor(id + ":1");

    assertThat(same.code()).as(same.out()).isEqualTo(ExitCode.FINE);
    assertThat(changed.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(changed.out()).contains("differs from what is registered as " + id + ":1.0.0");
    assertThat(newer.code()).isEqualTo(ExitCode.FINE);
    assertThat(newer.out()).contains("has version 1.1.0, and 1.0.0 is registered");
    assertThat(succeeded.out()).contains("and 2.0.0 is registered as well");
  }

  @Test
  void keysThatAContractNeedsAndNobodyGivesAreAProblem() throws Exception {
    publish(
        text("1.0.0")
            .replace(
                "{name: size, logicalType: integer, required: true}",
                "{name: size, logicalType: integer, required: true, classification: pii, customProperties: [{property: sluice.masking, value: redact}]}"));
    createAll();
    send(Instant.now());
    Path config =
        Files.writeString(folder.resolve("sluice.yml"), "sluice.keys.letters: nowhere.json\n");

    Printed absent = doctor(id);
    Printed unreadable = doctor(id + " --config " + config);

    assertThat(absent.code()).as(absent.out()).isEqualTo(ExitCode.FINDINGS);
    assertThat(absent.out()).contains("its dead letters are sealed, and no keyset is given");
    assertThat(unreadable.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(unreadable.out())
        .contains("the service does not start: sluice.keys.letters: there is no file nowhere.json");
  }

  @Test
  void aRegistryThatIsDownIsAFindingForEachSourceAndFilesAreLookedAtWithoutIt() throws Exception {
    createAll();
    send(Instant.now());
    String at = " --kafka " + kafka() + " --registry " + NOBODY;

    Printed named = OnCall.sluice("doctor " + id + " other" + at);
    Printed file = OnCall.sluice("doctor " + file(text("1.0.0")) + at);

    assertThat(named.code()).isEqualTo(ExitCode.INFRASTRUCTURE);
    assertThat(named.out())
        .contains("✓ Kafka at")
        .contains("✗ Registry at " + NOBODY + ": the registry at 127.0.0.1:1 can't be reached")
        .containsPattern(
            "(?s)✗ " + id + "\\n  ✗ the registry at 127.0.0.1:1.*✗ other\\n  ✗ the reg")
        .contains("see sluice.registry.url");
    assertThat(file.code()).isEqualTo(ExitCode.INFRASTRUCTURE);
    assertThat(file.out()).contains("of the file").contains("Records available: 1 raw");
  }

  @Test
  void aBrokerThatIsDownIsAFindingForEachSourceWithinItsTime() throws Exception {
    publish(text("1.0.0"));

    Instant start = Instant.now();
    Printed printed =
        OnCall.sluice(
            "doctor %1$s %1$s:1 --kafka 127.0.0.1:1 --registry %2$s".formatted(id, registry()));

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(45));
    assertThat(printed.code()).isEqualTo(ExitCode.INFRASTRUCTURE);
    assertThat(printed.out())
        .contains("✗ Kafka at 127.0.0.1:1: it did not answer within 15 s")
        .contains("Contract: version 1.0.0, active, registered")
        .contains("2 sources: 0 fine, 0 with warnings, 2 with problems");
    assertThat(printed.out().split("see kafka.bootstrap.servers", -1)).hasSize(3);
    assertThat(printed.out()).doesNotContain("\tat ");
  }

  @Test
  void withoutARegistryOrAKafkaItSaysHowToNameThem() {
    Printed printed = OnCall.sluice("doctor --kafka " + kafka());

    assertThat(printed.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(printed.err()).contains("no registry named: use --registry URL");
  }

  @Test
  void permissionsThatTheServicesUserLacksAreNamedOneByOne() throws Exception {
    publish(text("1.0.0"));
    try (GuardedKafka guarded = GuardedKafka.start()) {
      for (String topic : List.of(raw, product, letters, replay)) {
        guarded.createTopic(topic, OUTPUT);
      }
      guarded.createTopic(DeltaTopic.NAME, Map.of());
      Path login = folder.resolve("login.properties");
      Properties properties = new Properties();
      properties.putAll(GuardedKafka.login());
      try (var out = Files.newOutputStream(login)) {
        properties.store(out, null);
      }
      String words =
          "doctor %s --kafka %s --kafka-config %s --registry %s"
              .formatted(id, guarded.bootstrapServers(), login, registry());

      Printed nothing = OnCall.sluice(words);
      ServiceAccess access = new ServiceAccess("User:sluice", "sluice.measure", false);
      List<AclBinding> all = new ArrayList<>(access.once());
      all.addAll(
          access.forContract(
              ContractFile.of(id, text("1.0.0"), url -> SCHEMA).compile().contract()));
      List<AclBinding> later =
          all.stream()
              .filter(
                  acl ->
                      (acl.pattern().name().equals(raw)
                              && acl.entry().operation() == AclOperation.READ)
                          || acl.pattern().resourceType() == ResourceType.TRANSACTIONAL_ID)
              .toList();
      guarded.grant(all.stream().filter(acl -> !later.contains(acl)).toList());

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                Printed some = OnCall.sluice(words);
                assertThat(some.code()).isEqualTo(ExitCode.FINDINGS);
                assertThat(some.out())
                    .contains("as sluice (SASL_PLAINTEXT, PLAIN)")
                    .contains("does not permit READ on topic " + raw + ": grant it")
                    .contains("does not permit WRITE on transactional id sluice." + id + ".v1:")
                    .doesNotContain("READ on group", GuardedKafka.PASSWORD);
              });
      guarded.grant(later);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                Printed fine = OnCall.sluice(words);
                assertThat(fine.out()).doesNotContain("does not permit");
                assertThat(fine.code()).isEqualTo(ExitCode.FINE);
              });

      assertThat(nothing.code()).isEqualTo(ExitCode.FINDINGS);
      assertThat(nothing.out())
          .containsPattern("does not permit DESCRIBE on topic [^:]*" + raw)
          .contains("does not permit READ on group sluice." + id + ".v1")
          .contains("does not permit READ on group sluice.measure");
    }
  }
}
