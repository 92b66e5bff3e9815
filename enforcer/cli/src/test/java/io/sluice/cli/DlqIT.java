package io.sluice.cli;

import static io.sluice.cli.OnCall.dlq;
import static io.sluice.cli.OnCall.kafka;
import static io.sluice.cli.OnCall.recount;
import static io.sluice.cli.OnCall.registry;
import static io.sluice.cli.OnCall.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.cli.OnCall.Printed;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.stage.ServiceCounters;
import io.sluice.cli.stage.Shipped;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.sandbox.sample.Dataset;
import io.sluice.sandbox.sample.SampleProducer;
import io.sluice.service.SluiceService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters as on-call reads them, held against what a plain consumer reads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DlqIT {

  private static final String ORDERS = "dlq.sales.order-events.v1";
  private static final int ORDER_LETTERS = 5_000;

  @TempDir private static Path folder;

  private List<ConsumerRecord<byte[], byte[]>> letters;

  @BeforeAll
  void streamTheDataSetsThroughTheService() throws Exception {
    for (Dataset dataset : List.of(Dataset.ORDERS, Dataset.EARTHQUAKES)) {
      stream(dataset);
    }
    letters = recount(ORDERS);
  }

  /** The one that ships, without personal data: its letters are not sealed. */
  private static ContractFile open(Dataset dataset) {
    ContractFile shipped = Shipped.contract(dataset);
    String schema = Objects.requireNonNull(shipped.schemaText());
    return ContractFile.of(
        shipped.name(),
        shipped
            .text()
            .replaceAll("\n +classification: pii", "")
            .replaceAll("\n +customProperties:\n +- \\{property: sluice.masking[^\n]*", ""),
        url -> schema);
  }

  private static void stream(Dataset dataset) throws Exception {
    ContractFile file = open(dataset);
    CompiledContract contract = file.compile();
    OnCall.publish(file);
    OnCall.sandbox().createTopic(contract.binding().rawTopic(), 2, Map.of());
    try (SluiceService service = SluiceService.startWith(settings(contract));
        SampleProducer producer =
            new SampleProducer(
                kafka(), registry(), contract.binding().rawTopic(), dataset.producer())) {
      producer.publishAll(dataset.records());
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  ServiceCounters.consumed(service.url(), contract.contract().id())
                      == producer.published());
    }
  }

  private static Map<String, Object> settings(CompiledContract contract) {
    return Map.of(
        "kafka.bootstrap.servers", kafka(),
        "sluice.registry.url", registry(),
        "sluice.contracts.ids", contract.contract().id(),
        "sluice.pipeline.create-topics", true,
        "sluice.pipeline.replication-factor", 1,
        "sluice.pipeline.state-directory", folder.resolve("states").toString(),
        "sluice.port", 0);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    return new String(record.headers().lastHeader(header).value(), UTF_8);
  }

  private static Instant judged(ConsumerRecord<byte[], byte[]> record) {
    return Instant.parse(text(record, "sluice.timestamp"));
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.partition() + "@" + record.offset();
  }

  private static String place(JsonNode letter) {
    return letter.path("partition").asInt() + "@" + letter.path("offset").asLong();
  }

  private static <K> Map<K, Long> counted(JsonNode groups, Function<JsonNode, K> key) {
    Map<K, Long> counts = new TreeMap<>();
    groups.forEach(g -> counts.put(key.apply(g), g.path("letters").asLong()));
    return counts;
  }

  private <K> Map<K, Long> recounted(Function<ConsumerRecord<byte[], byte[]>, K> key) {
    return letters.stream()
        .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
  }

  // ---- what there is

  @Test
  void countsAreThoseOfAPlainConsumer() {
    Printed printed = dlq("list sales.order-events --json");

    assertThat(printed.code()).as(printed.err()).isEqualTo(ExitCode.FINE);
    JsonNode json = printed.object();
    assertThat(json.path("topic").asText()).isEqualTo(ORDERS);
    assertThat(json.path("contract").asText()).isEqualTo("sales.order-events:1.0.0");
    assertThat(json.path("owner").asText()).isEqualTo("Orders");
    assertThat(json.path("support").path(0).path("channel").asText()).isEqualTo("#orders-data");
    assertThat(json.path("letters").asInt()).isEqualTo(ORDER_LETTERS).isEqualTo(letters.size());
    assertThat(json.path("foreign").path("records").asInt()).isZero();
    assertThat(counted(json.path("byRule"), g -> g.path("rule").asText()))
        .isEqualTo(Map.of("schema.missingField", (long) ORDER_LETTERS));
    assertThat(counted(json.path("byClass"), g -> g.path("class").asText()))
        .isEqualTo(recounted(r -> text(r, "sluice.class")));
    assertThat(counted(json.path("bySchemaId"), g -> g.path("schemaId").asText()))
        .isEqualTo(recounted(r -> text(r, "sluice.schema.id")));
    assertThat(counted(json.path("byContract"), g -> g.path("contract").asText()))
        .isEqualTo(recounted(r -> text(r, "sluice.contract")));
    assertThat(counted(json.path("partitions"), g -> g.path("partition").asInt()))
        .isEqualTo(recounted(ConsumerRecord::partition));
    List<Instant> times = letters.stream().map(DlqIT::judged).sorted().toList();
    assertThat(json.path("first").asText()).isEqualTo(times.getFirst().toString());
    assertThat(json.path("last").asText()).isEqualTo(times.getLast().toString());
  }

  @Test
  void aPersonSeesWhatBrokeSinceWhenAndWhoOwnsIt() {
    Printed byTopic = dlq("list " + ORDERS);

    assertThat(byTopic.code()).isEqualTo(ExitCode.FINE);
    assertThat(byTopic.err()).isEmpty();
    assertThat(byTopic.out())
        .contains(
            ORDERS + ", dead letters of sales.order-events:1.0.0",
            "owner    Orders (orders-oncall)",
            "support  #orders-data (slack) https://chat.example.com/orders-data",
            "letters  5,000; 2 partitions",
            "ago)",
            "order_value: field order_value is missing; the writer has order_total_usd");
    assertThat(dlq("list sales.order-events").out().lines().limit(5))
        .isEqualTo(byTopic.out().lines().limit(5).toList());
  }

  @Test
  void withoutANameEveryContractHasALine() {
    List<JsonNode> json = dlq("list --json").json();

    assertThat(json)
        .extracting(j -> j.path("contract").asText(), j -> j.path("letters").asInt())
        .contains(
            tuple("sales.order-events:1.0.0", ORDER_LETTERS),
            tuple("seismology.earthquakes:1.0.0", 28));
    assertThat(dlq("list").out().lines().map(l -> l.strip().split(" ", 2)[0]))
        .contains("CONTRACT", "sales.order-events:1.0.0", "seismology.earthquakes:1.0.0");
  }

  // ---- filters

  private void bites(String filter, Predicate<ConsumerRecord<byte[], byte[]>> meant) {
    List<ConsumerRecord<byte[], byte[]>> expected = letters.stream().filter(meant).toList();
    assertThat(expected.size()).as(filter).isBetween(1, ORDER_LETTERS - 1);

    JsonNode list = dlq("list sales.order-events --json " + filter).object();
    List<JsonNode> show = dlq("show sales.order-events --json --limit 1000 " + filter).json();

    assertThat(list.path("letters").asInt()).as(filter).isEqualTo(expected.size());
    assertThat(show).as(filter).hasSize(Math.min(1000, expected.size()));
    assertThat(expected.stream().map(DlqIT::place).toList())
        .as(filter)
        .containsAll(show.stream().map(DlqIT::place).toList());
  }

  @Test
  void eachFilterAdmitsWhatAPlainConsumerWouldPick() {
    ConsumerRecord<byte[], byte[]> one = letters.get(ORDER_LETTERS / 2);
    Instant middle =
        letters.stream()
            .map(DlqIT::judged)
            .sorted()
            .skip(ORDER_LETTERS / 2)
            .findFirst()
            .orElseThrow();

    bites("--key " + new String(one.key(), UTF_8), r -> Arrays.equals(r.key(), one.key()));
    bites(
        "--key hex:" + HexFormat.of().formatHex(one.key()), r -> Arrays.equals(r.key(), one.key()));
    bites("--from " + middle, r -> !judged(r).isBefore(middle));
    bites("--to " + middle, r -> judged(r).isBefore(middle));
    bites("--partition 1", r -> r.partition() == 1);
    bites("--offset 100..199", r -> r.offset() >= 100 && r.offset() < 200);
    bites("--offset ..99", r -> r.offset() < 100);
    bites("--partition " + one.partition() + " --offset " + one.offset(), one::equals);
  }

  @Test
  void rulesAndClassesAdmitAllOrNothingOfTheseLetters() {
    for (String all :
        List.of(
            "--rule schema.missingField",
            "--rule schema.*",
            "--class schema",
            "--class RULE,SCHEMA",
            "--from 1h")) {
      assertThat(
              dlq("list sales.order-events --json " + all)
                  .json()
                  .getFirst()
                  .path("letters")
                  .asInt())
          .as(all)
          .isEqualTo(ORDER_LETTERS);
    }
    for (String none :
        List.of("--rule schema.missing", "--class RULE", "--to 1h", "--partition 7")) {
      assertThat(
              dlq("list sales.order-events --json " + none)
                  .json()
                  .getFirst()
                  .path("letters")
                  .asInt())
          .as(none)
          .isZero();
      assertThat(dlq("show sales.order-events " + none).out())
          .isEqualToIgnoringNewLines("no such letter in " + ORDERS);
    }
  }

  // ---- one by one

  @Test
  void theFirstLettersComeByTimeAndTheNewestNewestFirst() {
    List<Instant> times = letters.stream().map(DlqIT::judged).sorted().toList();

    List<JsonNode> first = dlq("show sales.order-events --json --limit 25").json();
    List<JsonNode> newest = dlq("show sales.order-events --json --limit 700 --newest").json();

    assertThat(first.stream().map(l -> Instant.parse(l.path("judged").asText())).toList())
        .isEqualTo(times.subList(0, 25));
    assertThat(newest.stream().map(l -> Instant.parse(l.path("judged").asText())).toList())
        .isEqualTo(times.reversed().subList(0, 700));
    assertThat(dlq("show sales.order-events --json").json()).hasSize(10);
    for (int partition = 0; partition < 2; partition++) {
      int p = partition;
      assertThat(
              first.stream()
                  .filter(l -> l.path("partition").asInt() == p)
                  .map(l -> l.path("offset").asLong())
                  .toList())
          .isSortedAccordingTo(Comparator.naturalOrder());
    }
  }

  @Test
  void aLetterIsExplained() {
    ConsumerRecord<byte[], byte[]> one = letters.getFirst();
    String where = "--partition %d --offset %d".formatted(one.partition(), one.offset());

    String text = dlq("show sales.order-events " + where).out();
    JsonNode json = dlq("show sales.order-events --json " + where).object();

    assertThat(text)
        .contains(
            "owner    Orders (orders-oncall)",
            "%s-%d@%d  SCHEMA, judged %s"
                .formatted(ORDERS, one.partition(), one.offset(), judged(one)),
            "raw record  raw.sales.order-events.v1-%s@%s, of %s"
                .formatted(
                    text(one, "__streams.errors.partition"),
                    text(one, "__streams.errors.offset"),
                    Instant.ofEpochMilli(one.timestamp())),
            "key         " + new String(one.key(), UTF_8),
            "  headers of the producer\n    producer ",
            "  headers of Sluice\n    __streams.errors.topic ",
            "value, as it was written with content id " + text(one, "sluice.schema.id"),
            "order_total_usd ",
            "order_value      <-- field order_value is missing; the writer has order_total_usd");
    assertThat(json.path("value").path("order_id").asText())
        .isEqualTo(new String(one.key(), UTF_8));
    assertThat(json.path("value").path("order_total_usd").isNumber()).isTrue();
    assertThat(json.path("key").asText()).isEqualTo(new String(one.key(), UTF_8));
    assertThat(json.path("raw").path("offset").asText())
        .isEqualTo(text(one, "__streams.errors.offset"));
    assertThat(json.path("violations").path(0).path("rule").asText())
        .isEqualTo("schema.missingField");
    assertThat(json.path("headers").path(0).path("name").asText()).isEqualTo("producer");
  }

  @Test
  void withoutARegistryLettersAreCountedAndShownUndecoded() {
    Printed list = sluice("dlq list " + ORDERS + " --kafka " + kafka());
    Printed show = sluice("dlq show " + ORDERS + " --limit 1 --kafka " + kafka());

    assertThat(list.code()).isEqualTo(ExitCode.FINE);
    assertThat(list.out()).contains("letters  5,000");
    assertThat(show.code()).isEqualTo(ExitCode.FINE);
    assertThat(show.out())
        .contains(
            "that are not decoded: no registry is named; use --registry URL", "00000000  00 ");
  }

  @Test
  void aRegistryThatDoesNotAnswerIsSaidOnceAndLettersAreShownUndecoded() {
    Printed show =
        sluice("dlq show " + ORDERS + " --kafka " + kafka() + " --registry http://127.0.0.1:1/v3");

    assertThat(show.code()).isEqualTo(ExitCode.FINE);
    assertThat(show.err().lines())
        .containsExactly(
            "sluice: the registry at 127.0.0.1:1 can't be reached (java.net.ConnectException); going on without it");
    assertThat(show.out().lines().filter(l -> l.contains("that are not decoded"))).hasSize(10);
  }

  // ---- what is asked for and is not there

  @Test
  void aNameThatIsUnknownExitsWith2AndSuggestsWhatIsNear() {
    Printed contract = dlq("list sales.order-event");
    Printed product = dlq("show sales.order-events.v1x");
    Printed topic = sluice("dlq list sales.order-events --kafka " + kafka());

    assertThat(contract.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(contract.err()).contains("did you mean sales.order-events?");
    assertThat(product.err()).contains("did you mean sales.order-events.v1?");
    assertThat(topic.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(topic.err()).contains("there is no topic", "did you mean", "--registry URL");
    assertThat(recreated("sales.order-event")).isFalse();
  }

  /** Whether asking for a topic made it. */
  private boolean recreated(String topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
      return admin.listTopics().names().get().contains(topic);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void settingsComeFromTheServicesFileAndFromPropertiesOfKafkas() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("sluice.yml"),
            "kafka:\n  bootstrap.servers: %s\n  group.id: never\nsluice:\n  registry:\n    url: %s\n"
                .formatted(kafka(), registry()));
    Path properties =
        Files.writeString(folder.resolve("client.properties"), "bootstrap.servers=" + kafka());

    assertThat(sluice("dlq list sales.order-events --config " + config).out())
        .contains("letters  5,000", "owner    Orders");
    assertThat(sluice("dlq list " + ORDERS + " --kafka-config " + properties).out())
        .contains("letters  5,000");
  }
}
