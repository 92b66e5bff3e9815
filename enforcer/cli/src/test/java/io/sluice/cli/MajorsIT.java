package io.sluice.cli;

import static io.sluice.cli.OnCall.kafka;
import static io.sluice.cli.OnCall.recount;
import static io.sluice.cli.OnCall.registry;
import static io.sluice.cli.OnCall.sandbox;
import static io.sluice.cli.OnCall.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.console.ExitCode;
import io.sluice.cli.stage.SetClock;
import io.sluice.engine.contract.Major;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.delta.DeltaFormat;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.TopicRecords;
import io.sluice.sandbox.sample.Dataset;
import io.sluice.sandbox.sample.SampleProducer;
import io.sluice.sandbox.sample.SampleRecord;
import io.sluice.service.SluiceService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A field is renamed by a producer that ships without a word, and then the right way: a new major
 * version beside the old one on the same raw topic. On a real broker and a real registry, with the
 * service and the commands that people use.
 */
class MajorsIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Path ROOT = Path.of("../..");
  private static final Path CHURN = Path.of("src/test/resources/churn");
  private static final Path CONTRACT = Path.of("contracts/domain/product.odcs.yaml");
  private static final Path SCHEMA = Path.of("schemas/domain/Record.avsc");

  /** So many records each producer sends at a time. */
  private static final int SENT = 20;

  private static final int ALL = 3 * SENT;

  @TempDir private Path folder;
  private final String id = SharedSandbox.uniqueName("test.majors");
  private final String raw = "raw." + id + ".v1";

  /** No minute ends, so that no version tells anything before the next one is in force. */
  private final SetClock clock = new SetClock(Instant.now().truncatedTo(ChronoUnit.MINUTES));

  /**
   * What happened.
   *
   * @param was the field that a producer renamed
   * @param is what it is called since
   * @param before records as the contract has them
   * @param after records as the producer ships them
   */
  private record Rename(
      String was, String is, List<SampleRecord> before, List<SampleRecord> after) {

    /** Those that are sent at one time, of three. */
    static List<SampleRecord> part(List<SampleRecord> records, int time) {
      return records.subList(time * SENT, (time + 1) * SENT);
    }
  }

  @Test
  void anOrderValueThatIsRenamedBreaksNobodyOnceItIsANewMajorVersion() throws Exception {
    copy(ROOT.resolve("contracts/sales/order-events.odcs.yaml"), "sales.order-events");
    edit(CONTRACT, "../../schemas/sales/OrderEvent.avsc", "../../schemas/domain/Record.avsc");
    Files.copy(ROOT.resolve("schemas/sales/OrderEvent.avsc"), folder.resolve(SCHEMA));

    Rename rename =
        new Rename("order_value", "order_total_usd", orders("order_value"), orders("order_total"));
    playsOut(
        rename,
        () -> {
          edit(CONTRACT, "name: order_value", "name: order_total_usd");
          edit(SCHEMA, "\"order_value\"", "\"order_total_usd\"");
        });
  }

  /** The orders of the demo that have a field which begins so. */
  private static List<SampleRecord> orders(String field) {
    try (Stream<SampleRecord> records = Dataset.ORDERS.records()) {
      return records
          .filter(
              order ->
                  order.value().getSchema().getFields().stream()
                      .anyMatch(f -> f.name().startsWith(field)))
          .limit((long) ALL)
          .toList();
    }
  }

  @Test
  void aFeatureThatIsRenamedAndRetypedBreaksNobodyOnceItIsANewMajorVersion() throws Exception {
    copy(CHURN.resolve("usage-logs.odcs.yaml"), "churn.usage-logs");
    edit(CONTRACT, "UsageLog.avsc", "../../schemas/domain/Record.avsc");
    Files.copy(CHURN.resolve("UsageLog.avsc"), folder.resolve(SCHEMA));
    String date =
        "{\"name\": \"last_login_date\", \"type\": {\"type\": \"int\", \"logicalType\": \"date\"}}";
    String timestamp =
        "{\"name\": \"last_activity_ts\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}}";
    String before = Files.readString(folder.resolve(SCHEMA));
    assertThat(before).contains(date);

    Rename rename =
        new Rename(
            "last_login_date",
            "last_activity_ts",
            usage(before, "last_login_date", 20_000),
            usage(before.replace(date, timestamp), "last_activity_ts", 1_700_000_000_000L));
    playsOut(
        rename,
        () -> {
          edit(
              CONTRACT,
              "name: last_login_date\n        logicalType: date",
              "name: last_activity_ts\n        logicalType: timestamp");
          edit(SCHEMA, date, timestamp);
        });
  }

  private static List<SampleRecord> usage(String schema, String field, Object last) {
    Schema parsed = new Schema.Parser().parse(schema);
    return IntStream.range(0, ALL)
        .mapToObj(
            i ->
                new SampleRecord(
                    field + i,
                    Instant.EPOCH.plusSeconds(i),
                    new GenericRecordBuilder(parsed)
                        .set("customer_id", "customer-" + i)
                        .set("logged_at", 1_700_000_000_000L + i)
                        .set(field, last)
                        .set("data_usage_gb", 1.5)
                        .set("monthly_charges", 30.0)
                        .build()))
        .toList();
  }

  /** Changes files. */
  private interface Change {
    void make() throws IOException;
  }

  private void playsOut(Rename rename, Change renaming) throws Exception {
    sandbox().createTopic(raw, 2, Map.of());
    published();
    try (SluiceService service = start()) {
      await().atMost(SOON).until(service::isReady);

      // A producer ships the rename without a word.
      produce("old", Rename.part(rename.before(), 0));
      produce("new", Rename.part(rename.after(), 0));
      awaitCount(id + ".v1", SENT);
      awaitCount("dlq." + id + ".v1", SENT);
      assertThat(recount("dlq." + id + ".v1"))
          .allSatisfy(
              letter -> {
                assertThat(text(letter, "sluice.class")).isEqualTo("SCHEMA");
                assertThat(text(letter, "sluice.violations"))
                    .contains("field %s is missing".formatted(rename.was()), rename.is());
              });

      // The right way, while the service runs.
      nextMajorBesideTheDeprecatedOne(renaming);
      published();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(service.obstacles()).as("both run").isEmpty());
      awaitCount(id + ".v2", SENT); // what was shipped too early is v2's
      produce("old", Rename.part(rename.before(), 1));
      produce("new", Rename.part(rename.after(), 1));
      awaitCount(id + ".v1", 2 * SENT);
      awaitCount(id + ".v2", 2 * SENT);
    }

    // The deprecated version is in force from the next start on.
    try (SluiceService service = start()) {
      await().atMost(SOON).until(service::isReady);
      produce("old", Rename.part(rename.before(), 2));
      produce("new", Rename.part(rename.after(), 2));
      produce("nobody's", List.of(stranger()));
      awaitCount(id + ".v1", 3 * SENT);
      awaitCount(id + ".v2", 3 * SENT);
      awaitCount("dlq." + id + ".v2", 1);
      await()
          .atMost(SOON)
          .until(() -> service.measured(id + ":1") == 2L * SENT + 1 && service.measured(id) > 0);
      for (String name : List.of(id, id + ":1", id + ":2")) {
        assertThat(status(service, "/api/v1/contracts/" + name + "/slis")).isEqualTo(200);
      }
      assertThat(status(service, "/api/v1/contracts/" + id + ":3/slis")).isEqualTo(404);
    }

    assertRightProducts(rename);
    assertBalance();
    assertThat(recount("dlq." + id + ".v1")).hasSize(SENT);
    OnCall.Printed listed =
        sluice("dlq list %s:1 --json --kafka %s --registry %s".formatted(id, kafka(), registry()));
    assertThat(listed.object().path("topic").asText()).isEqualTo("dlq." + id + ".v1");
    assertThat(listed.object().path("contract").asText()).isEqualTo(id + ":1.1.0");
    OnCall.Printed slis =
        sluice("sli %s:1 --kafka %s --registry %s".formatted(id, kafka(), registry()));
    assertThat(slis.out() + slis.err()).contains(id + ":1.1.0");
  }

  private void assertRightProducts(Rename rename) {
    assertThat(keys(recount(id + ".v1")))
        .containsExactlyInAnyOrderElementsOf(keysOf(rename.before()));
    assertThat(keys(recount(id + ".v2")))
        .containsExactlyInAnyOrderElementsOf(keysOf(rename.after()));
    assertThat(recount(id + ".v1"))
        .filteredOn(record -> text(record, "sluice.contract").equals(id + ":1.1.0"))
        .hasSize(SENT)
        .allSatisfy(
            record ->
                assertThat(text(record, "sluice.deprecated"))
                    .isEqualTo(
                        "{\"endOfLife\":\"2199-06-30\",\"replacedBy\":\"%s:2.0.0\"}"
                            .formatted(id)));
    assertThat(recount(id + ".v2"))
        .allSatisfy(
            record -> {
              assertThat(text(record, "sluice.contract")).isEqualTo(id + ":2.0.0");
              assertThat(record.headers().lastHeader("sluice.deprecated")).isNull();
            });
  }

  private static List<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(record -> new String(record.key(), UTF_8)).toList();
  }

  private static List<String> keysOf(List<SampleRecord> records) {
    return records.stream().map(SampleRecord::key).toList();
  }

  /** Raw records are in a major's product or dead letters, or left to the other one. */
  private void assertBalance() {
    int sent = recount(raw).size();
    assertThat(sent).isEqualTo(2 * ALL + 1);
    Map<String, Long> first = outcomes(1);
    Map<String, Long> second = outcomes(2);
    assertThat(first)
        .isEqualTo(
            Map.of("compliant", 3L * SENT, "violating", (long) SENT, "other_major", 2L * SENT + 1));
    assertThat(second)
        .isEqualTo(Map.of("compliant", 3L * SENT, "violating", 1L, "other_major", 3L * SENT));
    for (Map<String, Long> outcomes : List.of(first, second)) {
      assertThat(outcomes.values().stream().mapToLong(count -> count).sum()).isEqualTo(sent);
    }
  }

  private Map<String, Long> outcomes(int major) {
    Map<String, Long> outcomes = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : TopicRecords.settled(kafka(), DeltaTopic.NAME)) {
      Delta delta = DeltaFormat.read(record.value());
      if (delta.coverage().major().equals(new Major(id, major))) {
        delta.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
      }
    }
    return outcomes;
  }

  // ---- contracts

  private void copy(Path contract, String itsId) throws IOException {
    for (Path file : List.of(CONTRACT, SCHEMA)) {
      Files.createDirectories(folder.resolve(file).getParent());
    }
    Files.writeString(folder.resolve(CONTRACT), Files.readString(contract).replace(itsId, id));
  }

  private void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(folder.resolve(file), text.replace(from, to));
  }

  private void nextMajorBesideTheDeprecatedOne(Change renaming) throws IOException {
    String first = Files.readString(folder.resolve(CONTRACT));
    String firstSchema = Files.readString(folder.resolve(SCHEMA));
    renaming.make();
    edit(CONTRACT, "version: 1.0.0", "version: 2.0.0");
    edit(CONTRACT, id + ".v1", id + ".v2");
    edit(CONTRACT, "Record.avsc", "RecordV2.avsc");
    edit(
        CONTRACT,
        "customProperties:\n  - ",
        "customProperties:\n  - {property: sluice.rawTopic, value: %s}\n  - ".formatted(raw));
    Files.move(folder.resolve(SCHEMA), folder.resolve("schemas/domain/RecordV2.avsc"));
    Files.writeString(folder.resolve(SCHEMA), firstSchema);
    Files.move(folder.resolve(CONTRACT), folder.resolve("contracts/domain/product-v2.odcs.yaml"));
    Files.writeString(folder.resolve(CONTRACT), first);
    edit(CONTRACT, "version: 1.0.0", "version: 1.1.0");
    edit(CONTRACT, "status: active", "status: deprecated");
    edit(
        CONTRACT,
        "slaProperties:\n",
        "slaProperties:\n  - {id: end, property: endOfLife, value: \"2199-06-30\"}\n");
    edit(
        CONTRACT,
        "customProperties:\n  - ",
        "customProperties:\n  - {property: sluice.replacedBy, value: \"%s:2.0.0\"}\n  - "
            .formatted(id));
  }

  private void published() {
    OnCall.Printed printed =
        sluice("publish --registry %s %s".formatted(registry(), folder.resolve("contracts")));
    assertThat(printed.code()).as(printed.err()).isEqualTo(ExitCode.FINE);
  }

  // ---- the service and its records

  private SluiceService start() throws IOException {
    for (String use : List.of("masks", "letters")) {
      Path keys = folder.resolve(use + ".json");
      if (!Files.exists(keys)) {
        assertThat(sluice("keys new --for " + use + " " + keys).code()).isEqualTo(ExitCode.FINE);
      }
    }
    Map<String, Object> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", kafka());
    settings.put("sluice.registry.url", registry());
    settings.put("sluice.contracts.ids", List.of(id));
    settings.put("sluice.pipeline.create-topics", true);
    settings.put("sluice.pipeline.replication-factor", 1);
    settings.put("sluice.pipeline.state-directory", folder.resolve("states").toString());
    settings.put("sluice.measure.application-id", id + ".measure");
    settings.put("sluice.keys.masks", folder.resolve("masks.json").toString());
    settings.put("sluice.keys.letters", folder.resolve("letters.json").toString());
    settings.put("sluice.port", 0);
    return SluiceService.startWith(settings, clock);
  }

  private void produce(String name, List<SampleRecord> records) {
    try (SampleProducer producer = new SampleProducer(kafka(), registry(), raw, name)) {
      producer.publishAll(records.stream());
    }
  }

  /** A record that no contract knows. */
  private static SampleRecord stranger() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Stranger", "fields": [{"name": "a", "type": "long"}]}""");
    return new SampleRecord(
        "stranger", Instant.EPOCH, new GenericRecordBuilder(schema).set("a", 1L).build());
  }

  private static int status(SluiceService service, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(service.url() + path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    return new String(record.headers().lastHeader(header).value(), UTF_8);
  }

  private static void awaitCount(String topic, int records) {
    try (Admin admin = sandbox().admin()) {
      await().atMost(SOON).until(() -> admin.listTopics().names().get().contains(topic));
    }
    await().atMost(SOON).until(() -> recount(topic).size() >= records);
    assertThat(recount(topic)).hasSize(records);
  }
}
