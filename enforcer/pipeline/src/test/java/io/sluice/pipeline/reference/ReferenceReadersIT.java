package io.sluice.pipeline.reference;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.contract.Framing;
import io.sluice.engine.observe.KeyHash;
import io.sluice.engine.sli.Population;
import io.sluice.pipeline.enforce.Backoff;
import io.sluice.pipeline.measure.References;
import io.sluice.pipeline.measurement.Roster;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.KafkaTopics;
import io.sluice.pipeline.testing.Payments;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reference topics on a real broker, with schemas that the test gives and takes away. */
class ReferenceReadersIT {

  private static final int WELL_ID = 71;
  private static final int OTHER_ID = 72;
  private static final Schema WELL =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Well","fields":[
                {"name":"well_id","type":"string"},{"name":"status","type":"string"}]}""");
  private static final Schema OTHER =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Well","fields":[{"name":"well_id","type":"string"}]}""");
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");
  private static final List<String> WELLS = List.of("a", "b", "c", "d", "e");

  private final Sandbox sandbox = SharedSandbox.get();
  private final String contract = SharedSandbox.uniqueName("test.covered");
  private final String topic = SharedSandbox.uniqueName("test.well-master");
  private final KeyHash hash = KeyHash.ofContract(contract);
  private final FixedSchemas schemas = new FixedSchemas();
  private final Admin admin = sandbox.admin();
  private final References.Followed followed =
      new ReferenceReaders(
              "test",
              Map.of("bootstrap.servers", sandbox.bootstrapServers()),
              () -> admin,
              schemas,
              new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)),
              Duration.ofMillis(200))
          .of(contract);

  @AfterEach
  void close() {
    followed.close();
    admin.close();
  }

  private Roster follow(@Nullable String key, @Nullable String condition) {
    return followed.roster(
        new Population.Topic(
            topic, Optional.ofNullable(key), Optional.ofNullable(condition), Framing.REGISTRY));
  }

  private Roster followActive() {
    schemas.put(WELL_ID, new SchemaLookup.Found(WELL));
    return follow("well_id", "message.status == 'active'");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void send(String recordKey, byte @Nullable [] value) {
    KafkaTopics.send(List.of(new ProducerRecord<>(topic, bytes(recordKey), value)));
  }

  private void well(String well, String status) {
    send("record of " + well, value(well, status));
  }

  private static byte[] value(String well, String status) {
    GenericData.Record record = new GenericData.Record(WELL);
    record.put("well_id", well);
    record.put("status", status);
    return Payments.framed(WELL_ID, Payments.avro(record));
  }

  private Set<String> members(Roster roster) {
    Set<String> members = new TreeSet<>();
    roster.visit(
        (high, low) ->
            members.add(
                WELLS.stream()
                    .filter(
                        well ->
                            ByteBuffer.wrap(hash.of(List.of(well)))
                                .equals(ByteBuffer.allocate(16).putLong(high).putLong(low).flip()))
                    .findFirst()
                    .orElse("somebody else")));
    return members;
  }

  private void await(Roster roster, String... wells) {
    patiently()
        .untilAsserted(
            () -> {
              assertThat(members(roster)).containsExactly(wells);
              assertThat(roster.unknown()).isEmpty();
            });
  }

  private void awaitUnknown(Roster roster, String reason) {
    patiently()
        .untilAsserted(
            () ->
                assertThat(roster.unknown())
                    .hasValueSatisfying(text -> assertThat(text).contains(reason)));
    assertThat(members(roster)).isEmpty();
  }

  @Test
  void membersAreThoseOfTheLastRecordOfEachKeyOnEveryPartition() {
    sandbox.createTopic(topic, 3, COMPACTED);
    Stream.of("a", "b", "c").forEach(well -> well(well, "active"));
    well("d", "shut");
    Roster roster = followActive();
    await(roster, "a", "b", "c");

    well("a", "shut");
    send("record of b", null);
    well("d", "active");
    well("e", "active");
    await(roster, "c", "d", "e");
  }

  @Test
  void keysOfRecordsAreEnoughWhereNothingElseIsAsked() {
    sandbox.createTopic(topic, 2, COMPACTED);
    send("a", bytes("whatever this is"));
    send("b", new byte[0]);
    Roster roster = follow(null, null);
    await(roster, "a", "b");

    send("a", null);
    await(roster, "b");
  }

  @Test
  void topicThatIsNotThereOrForgetsIsNamedUntilItIsMended() throws Exception {
    Roster roster = followActive();
    awaitUnknown(roster, "there is no topic " + topic);

    sandbox.createTopic(topic, 1, Map.of("retention.ms", "604800000"));
    awaitUnknown(roster, "topic " + topic + " is not compacted");
    admin.deleteTopics(List.of(topic)).all().get();
    awaitUnknown(roster, "there is no topic " + topic);

    sandbox.createTopic(topic, 1, COMPACTED);
    awaitUnknown(roster, "the reference topic holds no member of the population");
    well("a", "active");
    await(roster, "a");
  }

  @Test
  void topicThatIsMadeAnewIsReadAnew() throws Exception {
    sandbox.createTopic(topic, 1, COMPACTED);
    Stream.of("a", "b").forEach(well -> well(well, "active"));
    Roster roster = followActive();
    await(roster, "a", "b");

    admin.deleteTopics(List.of(topic)).all().get();
    awaitUnknown(roster, "there is no topic " + topic);
    sandbox.createTopic(topic, 2, COMPACTED);
    Stream.of("c", "d", "e").forEach(well -> well(well, "active"));
    await(roster, "c", "d", "e");
  }

  @Test
  void registryThatCanNotGiveASchemaLeavesThePopulationUnknownAndIsAskedAgain() {
    sandbox.createTopic(topic, 1, COMPACTED);
    well("a", "active");
    schemas.put(WELL_ID, new SchemaLookup.Unavailable("it does not answer"));
    Roster roster = follow("well_id", null);
    awaitUnknown(roster, "the registry can't give content id 71: it does not answer");

    schemas.put(WELL_ID, new SchemaLookup.Unknown());
    awaitUnknown(
        roster,
        "the registry does not know content id 71 of the record at %s-0 offset 0".formatted(topic));

    schemas.put(WELL_ID, new SchemaLookup.Found(WELL));
    await(roster, "a");
  }

  @Test
  void recordThatDoesNotDecodeLeavesItsKeyAsItWas() {
    sandbox.createTopic(topic, 1, COMPACTED);
    Stream.of("a", "b").forEach(well -> well(well, "active"));
    byte[] value = value("a", "shut");
    send("record of a", Arrays.copyOf(value, value.length - 1));
    send("record of c", bytes("no framing"));
    Roster roster = followActive();

    await(roster, "a", "b");
  }

  @Test
  void recordWhoseSchemaLacksWhatIsAskedLeavesThePopulationUnknownUntilItIsReplaced() {
    sandbox.createTopic(topic, 1, COMPACTED);
    schemas.put(OTHER_ID, new SchemaLookup.Found(OTHER));
    GenericData.Record other = new GenericData.Record(OTHER);
    other.put("well_id", "a");
    send("record of a", Payments.framed(OTHER_ID, Payments.avro(other)));
    well("b", "active");
    Roster roster = followActive();
    awaitUnknown(
        roster, "schema Well (content id 72): the condition does not fit it: undefined field");

    well("a", "active");
    await(roster, "a", "b");
  }

  @Test
  void recordsOfTransactionsThatWereGivenUpCountNowhere() throws Exception {
    sandbox.createTopic(topic, 1, COMPACTED);
    well("a", "active");
    Roster roster = followActive();
    await(roster, "a");
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            sandbox.bootstrapServers(),
            "transactional.id",
            SharedSandbox.uniqueName("well-master"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, bytes("record of b"), value("b", "active"))).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, bytes("record of c"), value("c", "active"))).get();
      producer.commitTransaction();
    }

    await(roster, "a", "c");
  }
}
