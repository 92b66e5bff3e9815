package io.sluice.cli;

import static io.sluice.cli.OnCall.JSON;
import static io.sluice.cli.OnCall.dlq;
import static io.sluice.cli.OnCall.kafka;
import static io.sluice.cli.OnCall.letter;
import static io.sluice.cli.OnCall.producer;
import static io.sluice.cli.OnCall.recount;
import static io.sluice.cli.OnCall.registry;
import static io.sluice.cli.OnCall.send;
import static io.sluice.cli.OnCall.topic;
import static io.sluice.cli.OnCall.violations;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.cli.OnCall.Printed;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.letter.LetterReader;
import io.sluice.cli.letter.Span;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.registry.SchemaLookup;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead-letter topics as anyone may have filled them. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DlqTopicIT {

  @TempDir private Path folder;

  @Test
  void anEmptyTopicIsNoError() {
    String topic = topic(3);

    assertThat(dlq("list " + topic).out()).contains("letters  0; 3 partitions");
    assertThat(dlq("show " + topic).code()).isEqualTo(ExitCode.FINE);
    assertThat(dlq("show --newest " + topic).code()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void whatWasNeverCommittedIsNotSeenAndHoldsNobodyUp() {
    String topic = topic(1);
    try (KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("transactional.id", topic, "transaction.timeout.ms", 60_000))) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, letter(topic, 0, new byte[1], "sluice.violations", violations("committed")));
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, letter(topic, 0, new byte[1], "sluice.violations", violations("aborted")));
      producer.flush();
      producer.abortTransaction();

      assertThat(dlq("list --json " + topic).object().path("letters").asInt()).isEqualTo(1);
      assertThat(dlq("show --json --newest " + topic).json()).hasSize(1);

      producer.beginTransaction();
      send(producer, letter(topic, 0, new byte[1], "sluice.violations", violations("open")));
      producer.flush();

      assertThat(dlq("list --json " + topic).object().path("letters").asInt()).isEqualTo(1);
      assertThat(dlq("show --json " + topic).json()).hasSize(1);
      producer.abortTransaction();
    }
  }

  @Test
  void foreignRecordsAndHostileHeadersAreShownHarmlessly() {
    String topic = topic(1);
    String evil = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e";
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      send(producer, new ProducerRecord<>(topic, null, null));
      send(
          producer,
          new ProducerRecord<>(topic, 0, 0L, new byte[] {(byte) 0xff, 0x1b}, evil.getBytes(UTF_8)));
      send(producer, letter(topic, 0, new byte[] {0, 0}, "sluice.violations", "{{{"));
      send(
          producer,
          letter(
              topic,
              0,
              evil.getBytes(UTF_8),
              "sluice.violations",
              JSON.createArrayNode()
                  .add(
                      JSON.createObjectNode()
                          .put("rule", "r" + evil)
                          .put("path", "p" + evil)
                          .put("message", "m" + evil))
                  .toString(),
              "sluice.contract",
              "../../" + evil + ":1",
              "sluice.schema.id",
              "NaN",
              "sluice.timestamp",
              evil,
              "sluice.truncated",
              "true",
              "__streams.errors.topic",
              evil,
              "own" + evil,
              evil));
      producer.flush();
    }

    for (String command : List.of("list " + topic, "show " + topic, "show --newest " + topic)) {
      Printed printed = dlq(command);

      assertThat(printed.code()).as(printed.err()).isEqualTo(ExitCode.FINE);
      assertThat((printed.out() + printed.err()).chars())
          .as(command)
          .allMatch(
              c -> c == '\n' || (c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0) && c != 0x202e));
    }
    assertThat(dlq("list " + topic).out())
        .contains("letters  1; 1 partition", "foreign  3 records", "r\\u001b]0;owned\\u0007");
    assertThat(dlq("show " + topic).out())
        .contains(
            "foreign, of 1970-01-01T00:00:00Z",
            "no dead letter of Sluice's: it has no header sluice.class",
            "key         hex:ff1b",
            "key         null",
            "headers were shortened");
    List<JsonNode> json = dlq("show --json " + topic).json();
    assertThat(json).filteredOn(l -> l.has("foreign")).hasSize(3);
    assertThat(json).filteredOn(l -> l.path("headersShortened").asBoolean()).hasSize(1);
  }

  // ---- framings

  private static final String THING =
      """
      {"type": "record", "name": "Thing", "fields": [{"name": "size", "type": "long"}]}""";

  private void publish(String id, String topic, String framing) throws Exception {
    OnCall.publish(
        ContractFile.of(
            id,
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: %s
            version: 1.0.0
            status: active
            schema:
              - name: Thing
                logicalType: object
                physicalType: topic
                physicalName: %s
                authoritativeDefinitions:
                  - type: implementation
                    url: thing.avsc
                properties:
                  - name: size
                    logicalType: integer
                    logicalTypeOptions:
                      maximum: 9
            customProperties:
              - property: sluice.framing
                value: %s
              - property: sluice.deadLetterTopic
                value: %s
            """
                .formatted(id, id, framing, topic),
            url -> THING));
  }

  @Test
  void valuesDecodeByTheFramingOfTheirContract() throws Exception {
    publish("things.any", topic(1), "none");
    long content = content("things.any");
    long global;
    try (ApicurioRegistry registry = new ApicurioRegistry(RegistrySettings.of(registry()))) {
      global =
          LongStream.range(1, 1_000).filter(id -> isThing(registry, id)).findFirst().orElseThrow();
    }
    byte[] bare = {14}; // 7
    Map<String, byte[]> values =
        Map.of(
            "none",
            bare,
            "headers",
            bare,
            "registry",
            ByteBuffer.allocate(6).put((byte) 0).putInt((int) content).put(bare).array(),
            "registry-8byte",
            ByteBuffer.allocate(10).put((byte) 0).putLong(global).put(bare).array());
    for (Map.Entry<String, byte[]> framing : values.entrySet()) {
      String topic = topic(1);
      String contract = "things." + framing.getKey();
      publish(contract, topic, framing.getKey());
      try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
        // What a registry answers to this says nothing of whether it can be asked.
        send(producer, thing(topic, "x".repeat(900) + ":1", framing.getValue()));
        ProducerRecord<byte[], byte[]> letter =
            thing(topic, contract + ":1.0.0", framing.getValue());
        letter
            .headers()
            .add("apicurio.value.contentId", ByteBuffer.allocate(8).putLong(content).array());
        send(producer, letter);
      }

      assertThat(dlq("show " + contract).out())
          .as(framing.getKey())
          .contains("size  7   <-- must be at most 9 [size.maximum]");
    }
  }

  private static ProducerRecord<byte[], byte[]> thing(String topic, String contract, byte[] value) {
    return letter(
        topic,
        0,
        value,
        "sluice.contract",
        contract,
        "sluice.violations",
        violations("size.maximum"));
  }

  /** The content id of a contract's schema. */
  private static long content(String contract) throws Exception {
    try (ApicurioRegistry registry = new ApicurioRegistry(RegistrySettings.of(registry()))) {
      return registry.contracts().load(contract).schema().content();
    }
  }

  private static boolean isThing(ApicurioRegistry registry, long globalId) {
    return registry.byGlobalId(globalId) instanceof SchemaLookup.Found(Schema schema)
        && schema.getName().equals("Thing");
  }

  @Test
  void bytesThatDoNotDecodeAreDumpedWithTheReason() throws Exception {
    String topic = topic(1);
    publish("things.broken", topic, "registry");
    long content = content("things.broken");
    byte[] empty = ByteBuffer.allocate(5).put((byte) 0).putInt((int) content).array();
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (byte[] value : List.of(new byte[] {9, 9}, new byte[] {0, 0, 1, 0, 0, 2}, empty)) {
        send(
            producer,
            letter(
                topic,
                0,
                value,
                "sluice.contract",
                "things.broken:1.0.0",
                "sluice.violations",
                violations("r")));
      }
      send(
          producer,
          letter(
              topic,
              0,
              new byte[] {0, 0, 0, 0, 1, 2},
              "sluice.contract",
              "things.gone:1.0.0",
              "sluice.violations",
              violations("r")));
    }

    assertThat(dlq("show things.broken").out())
        .contains(
            "the value does not begin with the magic byte 0",
            "the registry does not know content id 65536",
            "they are no Avro binary of content id " + content + " (EOFException)",
            "no contract things.gone:1.0.0 is registered",
            "00000000  09 09 ");
  }

  // ---- much

  @Test
  void lettersOfATimeAreFoundWithoutReadingAllThatCameBefore() {
    String topic = topic(1);
    Instant begin = Instant.parse("2026-07-01T00:00:00Z");
    int count = 50_000;
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (int i = 0; i < count; i++) {
        // Now and then a clock that lags, and a header with a made-up time.
        Instant time =
            i % 1_000 == 0
                ? Instant.EPOCH
                : begin.plusSeconds(i).minusSeconds(i % 7 == 0 ? 200 : 0);
        send(
            producer,
            letter(
                topic,
                0,
                new byte[0],
                "sluice.timestamp",
                time.toString(),
                "sluice.violations",
                violations("r")));
      }
    }
    Instant from = begin.plusSeconds(40_000);
    List<ConsumerRecord<byte[], byte[]>> all = recount(topic);
    long expected = all.stream().filter(r -> !judged(r).isBefore(from)).count();

    assertThat(
            dlq("list --json " + topic + " --from " + from)
                .json()
                .getFirst()
                .path("letters")
                .asLong())
        .isEqualTo(expected)
        .isBetween(9_000L, 10_500L);
    try (var reader = new LetterReader(Map.of("bootstrap.servers", kafka()))) {
      var narrowed = reader.since(from, reader.extent(topic).orElseThrow());
      assertThat(narrowed.partitions().values())
          .singleElement()
          .extracting(Span::begin)
          .satisfies(offset -> assertThat(offset).isBetween(25_000L, 40_000L));
    }
  }

  @Test
  void aFloodOfHostileLettersIsCountedInASmallHeap() throws Exception {
    countInASmallHeap(60_000);
  }

  @Test
  @Tag("full")
  void aLargerFloodOfHostileLettersIsCountedInASmallHeap() throws Exception {
    countInASmallHeap(400_000);
  }

  /** Each letter breaks rules that no other breaks, under long names, by a schema of its own. */
  private void countInASmallHeap(int count) throws Exception {
    String topic = topic(2);
    String name = "x".repeat(900);
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (int i = 0; i < count; i++) {
        send(
            producer,
            letter(
                topic,
                i % 2,
                new byte[100],
                "sluice.schema.id",
                String.valueOf(i + 1),
                "sluice.contract",
                "c" + i + ":" + name,
                "sluice.violations",
                "[{\"rule\":\"%d%s\"},{\"rule\":\"%d-%s\"}]".formatted(i, name, i, name)));
      }
    }
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SluiceCommand.class.getName(),
                "dlq",
                "list",
                topic,
                "--json",
                "--kafka",
                kafka())
            .redirectError(errors.toFile())
            .start();
    String line = process.inputReader().readLine();

    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    JsonNode json = OnCall.parse(line);
    assertThat(json.path("letters").asInt()).isEqualTo(count);
    assertThat(json.path("byRule").size()).isEqualTo(1_000);
    assertThat(json.path("others").path("bySchemaId").asInt()).isEqualTo(count - 1_000);
  }

  private static Instant judged(ConsumerRecord<byte[], byte[]> record) {
    return Instant.parse(
        new String(record.headers().lastHeader("sluice.timestamp").value(), UTF_8));
  }
}
