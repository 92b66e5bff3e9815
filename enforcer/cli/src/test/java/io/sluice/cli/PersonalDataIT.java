package io.sluice.cli;

import static io.sluice.cli.OnCall.kafka;
import static io.sluice.cli.OnCall.recount;
import static io.sluice.cli.OnCall.registry;
import static io.sluice.cli.OnCall.sandbox;
import static io.sluice.cli.OnCall.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.testing.ServiceProcess;
import io.sluice.cli.testing.Strangers;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.sandbox.Needles;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.TopicRecords;
import io.sluice.sandbox.sample.Dataset;
import io.sluice.sandbox.sample.SampleRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.header.Header;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The people in the products that ship are nobody's business: orders, customers and support tickets
 * of strangers, with every kind of fault, go through a service that logs all it can, before and
 * after a restart and a rotation of its keys; their dead letters are listed, shown and replayed,
 * and the records tested as files. Then all that was written, answered and printed is searched for
 * them.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Order(4)
class PersonalDataIT {

  private static final Path ROOT = Path.of("../..");

  /** Samples of each product in one go to which no fault is added; one of a hundred has its own. */
  private static final int SOUND = 12;

  private final String domain = SharedSandbox.uniqueName("test.people");
  private final Strangers strangers = new Strangers();
  private final List<Product> products = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder = Path.of("");

  /** What somebody was told: by a command, or by an address of the service. */
  private record Answer(String asked, String text) {}

  /**
   * A product that ships, by another id.
   *
   * @param renamed a required field, which a producer calls otherwise
   * @param breaking breaks a rule
   */
  private record Product(
      String id,
      Path file,
      ContractFile contract,
      Dataset dataset,
      String renamed,
      BiConsumer<GenericRecord, Strangers> breaking) {

    String raw() {
      return "raw." + id + ".v1";
    }

    String letters() {
      return "dlq." + id + ".v1";
    }

    String replays() {
      return "replay.sluice." + id + ".v1";
    }

    String slis() {
      return "sli." + id + ".v1";
    }

    String product() {
      return id + ".v1";
    }

    Contract says() {
      return contract.compile().contract();
    }
  }

  // ---- what is run

  @BeforeEach
  void publish() throws IOException {
    add(Dataset.ORDERS, "customer_id", (order, _) -> order.put("currency", "usd"));
    add(
        Dataset.CUSTOMERS,
        "customer_id",
        (customer, people) -> customer.put("email", people.text() + " at home"));
    add(Dataset.TICKETS, "customer_id", (ticket, _) -> ticket.put("ticket_id", "104211"));
    for (String use : List.of("masks", "letters")) {
      told("keys new --for " + use + " " + folder.resolve(use + ".json"));
    }
    for (Product product : products) {
      sandbox().createTopic(product.raw(), 1, Map.of());
    }
    assertThat(sluice("publish --registry " + registry() + " " + folder.resolve("contracts")))
        .satisfies(printed -> assertThat(printed.code()).as(printed.err()).isZero());
  }

  private void add(Dataset dataset, String renamed, BiConsumer<GenericRecord, Strangers> breaking)
      throws IOException {
    Path shipped = ROOT.resolve(dataset.contract());
    String id = domain + "." + dataset.word();
    String was = ContractFile.read(shipped).compile().contract().id();
    Path file = folder.resolve(dataset.contract());
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        Files.readString(shipped)
            .replace(was, id)
            .replace("../../schemas", ROOT.resolve("schemas").toRealPath().toString()));
    products.add(new Product(id, file, ContractFile.read(file), dataset, renamed, breaking));
  }

  private ServiceProcess start() throws IOException {
    return ServiceProcess.start(
        folder.resolve("service"),
        """
        kafka:
          bootstrap.servers: %s
        sluice:
          port: 0
          registry:
            url: %s
          contracts:
            ids: [%s]
          measure:
            application-id: %s.measure
          keys:
            masks: %s
            letters: %s
          pipeline:
            create-topics: true
            replication-factor: 1
            state-directory: %s
        """
            .formatted(
                kafka(),
                registry(),
                products.stream().map(Product::id).collect(Collectors.joining(", ")),
                domain,
                folder.resolve("masks.json"),
                folder.resolve("letters.json"),
                folder.resolve("service/state")),
        "DEBUG");
  }

  // ---- records

  /** Sends records of one go. */
  private void send(Product product) throws IOException {
    List<GenericRecord> sound = sound(product);
    List<GenericRecord> faulty = new ArrayList<>(sound(product).subList(0, 2));
    faulty.forEach(record -> product.breaking().accept(record, strangers));
    List<GenericRecord> renamed =
        sound(product).subList(0, 2).stream()
            .map(record -> renamed(record, product.renamed()))
            .toList();
    write(product, Stream.concat(sound.stream(), faulty.stream()).toList());
    List<byte[]> values = new ArrayList<>();
    try (AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>()) {
      serializer.configure(
          Map.of(
              "apicurio.registry.url", registry(),
              "apicurio.registry.auto-register", "true",
              "apicurio.registry.dereference-schema", "true"),
          false);
      Stream.of(sound, faulty, renamed)
          .flatMap(List::stream)
          .forEach(record -> values.add(serializer.serialize(product.raw(), record)));
    }
    values.add(Arrays.copyOf(values.getFirst(), values.getFirst().length - 3));
    values.add(strangers.text().getBytes(UTF_8));
    values.add(null);
    try (KafkaProducer<byte[], byte[]> producer = OnCall.producer(Map.of())) {
      for (int i = 0; i < values.size(); i++) {
        String key = product.says().keyMasking() == null ? "key-" + i : strangers.text();
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(product.raw(), 0, key.getBytes(UTF_8), values.get(i));
        record.headers().add("customer", strangers.text().getBytes(UTF_8));
        OnCall.send(producer, record);
      }
    }
  }

  private List<GenericRecord> sound(Product product) {
    try (Stream<SampleRecord> records = product.dataset().records()) {
      return records
          .map(SampleRecord::value)
          .limit(SOUND)
          .map(record -> GenericData.get().deepCopy(record.getSchema(), record))
          .peek(record -> strangers.moveInto(record, product.says()))
          .toList();
    }
  }

  private static GenericRecord renamed(GenericRecord record, String field) {
    Schema schema =
        new Schema.Parser()
            .parse(
                record
                    .getSchema()
                    .toString()
                    .replace("\"name\":\"" + field + "\"", "\"name\":\"" + field + "_2\""));
    GenericData.Record other = new GenericData.Record(schema);
    for (Schema.Field each : schema.getFields()) {
      other.put(each.pos(), record.get(each.pos()));
    }
    return other;
  }

  private Path file(Product product) {
    return folder.resolve("samples/" + product.dataset().word() + ".avro");
  }

  private void write(Product product, List<GenericRecord> records) throws IOException {
    Files.createDirectories(file(product).getParent());
    Schema schema = records.getFirst().getSchema();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file(product).toFile());
      for (GenericRecord record : records) {
        writer.append(record);
      }
    }
  }

  // ---- the run

  @Test
  void peopleAreFoundNowhereButInTheRawTopics() throws Exception {
    ServiceProcess service = start();
    try {
      go();
      service.stop();
      service = start();
      rotate();
      go();
      assertThat(keysOfMasks()).hasSize(2);
      for (Product product : products) {
        ask(product);
        replay(product);
      }
      for (Product product : products) {
        String address = "/api/v1/contracts/" + product.id() + "/slis";
        soon().until(() -> !recount(product.slis()).isEmpty()); // at the next full minute
        for (String path : List.of(address, address + "?history=true")) {
          answers.add(new Answer(path, service.get(path)));
        }
        told("sli " + product.id() + where());
      }
      for (String path :
          List.of("/health", "/health/readiness", "/health/liveness", "/prometheus", "/", "/api")) {
        answers.add(new Answer(path, service.get(path)));
      }
    } finally {
      service.kill();
    }

    Needles needles = new Needles(strangers.texts());
    for (Product product : products) {
      assertThat(all(product.raw())).allMatch(record -> needles.in(record).isPresent());
      Answer clear = asked("dlq show %s --clear --limit 100".formatted(product.id()) + where());
      assertThat(needles.in(clear.text())).as("a search that finds what is there").isPresent();
    }
    assertThat(leaksInTopics(needles)).isEmpty();
    assertThat(leaksInFiles(needles)).isEmpty();
    assertThat(answers)
        .filteredOn(answer -> needles.in(answer.text()).isPresent())
        .extracting(answer -> answer.asked() + ": " + needles.in(answer.text()))
        .isEmpty();
  }

  /** Rotates both keysets while the service runs, and waits until it has taken them. */
  private void rotate() {
    for (String use : List.of("masks", "letters")) {
      told("keys rotate " + folder.resolve(use + ".json"));
      soon()
          .until(
              () ->
                  Files.readString(folder.resolve("service/log"))
                      .contains("action=rotate setting=sluice.keys." + use));
    }
  }

  /** The keys that product records say they were masked by. */
  private Set<String> keysOfMasks() throws Exception {
    Set<String> keys = new TreeSet<>();
    for (Product product : products) {
      for (ConsumerRecord<byte[], byte[]> record : recount(product.product())) {
        Header header = record.headers().lastHeader("sluice.keys");
        if (header != null) {
          keys.add(new String(header.value(), UTF_8));
        }
      }
    }
    return keys;
  }

  /** Sends records, and lets the service judge them. */
  private void go() throws Exception {
    for (Product product : products) {
      send(product);
    }
    for (Product product : products) {
      awaitOutputs(product);
      assertThat(recount(product.product()))
          .as("most of the samples comply")
          .hasSizeGreaterThan(SOUND / 2);
    }
  }

  private static void awaitOutputs(Product product) throws Exception {
    try (Admin admin = sandbox().admin()) {
      soon()
          .until(
              () ->
                  admin
                      .listTopics()
                      .names()
                      .get()
                      .containsAll(
                          Set.of(product.product(), product.letters(), product.replays())));
    }
    int records = recount(product.raw()).size() + recount(product.replays()).size();
    soon()
        .until(
            () -> recount(product.product()).size() + recount(product.letters()).size() == records);
  }

  /** All that is on call asks, and their producers. */
  private void ask(Product product) {
    for (String words :
        List.of(
            "dlq list %s",
            "dlq list %s --json",
            "dlq show %s --limit 100",
            "dlq show %s --limit 100 --json",
            "dlq replay %s --dry-run")) {
      told(words.formatted(product.id()) + where());
    }
    for (String words : List.of("lint", "export prometheus", "export grafana", "export acls")) {
      told(words + " " + product.file());
    }
    for (String format : List.of("text", "json", "junit", "sarif", "github")) {
      Answer tested =
          told("test --format %s %s %s".formatted(format, product.file(), file(product)));
      assertThat(tested.text()).as("rules that are broken").isNotBlank();
    }
  }

  /** All letters there are come back: what broke the contract still does. */
  private void replay(Product product) throws Exception {
    int letters = recount(product.letters()).size();
    told("dlq replay " + product.id() + where());
    assertThat(recount(product.replays())).hasSize(letters);
    awaitOutputs(product);
  }

  private String where() {
    return " --config " + folder.resolve("service/sluice.yml");
  }

  private Answer told(String words) {
    Answer answer = asked(words);
    answers.add(answer);
    return answer;
  }

  private static Answer asked(String words) {
    OnCall.Printed printed = sluice(words);
    assertThat(printed.code())
        .as(words + ": " + printed.err())
        .isIn(ExitCode.FINE, ExitCode.FINDINGS);
    return new Answer(words, printed.out() + printed.err());
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofMinutes(2));
  }

  // ---- the search

  private List<String> leaksInTopics(Needles needles) throws Exception {
    List<String> leaks = new ArrayList<>();
    try (Admin admin = sandbox().admin()) {
      for (String topic :
          admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get()) {
        if (isOurs(topic) && products.stream().noneMatch(p -> p.raw().equals(topic))) {
          for (ConsumerRecord<byte[], byte[]> record : all(topic)) {
            needles.in(record).ifPresent(leak -> leaks.add(topic + ": " + leak));
          }
        }
      }
    }
    return leaks;
  }

  /** The sandbox has other tests' topics as well. */
  private boolean isOurs(String topic) {
    return topic.contains(domain) || topic.startsWith("sluice.") || topic.startsWith("__");
  }

  /** Everything of a topic, aborted transactions too. */
  private static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    TopicRecords.read(kafka(), topic, IsolationLevel.READ_UNCOMMITTED, records::add);
    return records;
  }

  /** The service's log, settings and state. */
  private List<String> leaksInFiles(Needles needles) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("service"))) {
      List<String> leaks = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        needles.in(Files.readAllBytes(file)).ifPresent(leak -> leaks.add(file + ": " + leak));
      }
      assertThat(Files.size(folder.resolve("service/log"))).as("it logs").isPositive();
      return leaks;
    }
  }
}
