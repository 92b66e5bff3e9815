package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.pipeline.enforce.PipelineKeys;
import io.sluice.pipeline.enforce.SluiceHeaders;
import io.sluice.pipeline.key.Keyring;
import io.sluice.pipeline.key.KeysetKind;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.key.Keysets;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.key.MissingKeysException;
import io.sluice.pipeline.key.SubjectKeys;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.pipeline.testing.KafkaTopics;
import io.sluice.pipeline.testing.LetterKeysets;
import io.sluice.pipeline.testing.Patients;
import io.sluice.pipeline.topic.TopicCreation;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masked products on a real broker, read by stock deserializers of a real registry. */
class MaskingIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String BY_ONE_KEY = "{tokenise: {key: names}}";
  private static final String BY_A_KEY_EACH = "{tokenise: {key: names, subject: id}}";

  private final Sandbox sandbox = SharedSandbox.get();
  private final String id = SharedSandbox.uniqueName("test.patients");
  private final ApicurioRegistry registry =
      new ApicurioRegistry(RegistrySettings.of(sandbox.registryUrl()));
  private @TempDir @Nullable Path folder;
  private @Nullable RegisteredContract contract;
  private @Nullable Pipeline pipeline;
  private int sent;

  @BeforeEach
  void createTopic() throws Exception {
    sandbox.createTopic("raw." + id + ".v1", 3, Map.of());
  }

  private void publish(String ofName) throws Exception {
    registry.publisher().publish(Patients.file(id, "registry", ofName));
    contract = registry.contracts().load(id);
  }

  @AfterEach
  void close() {
    stop();
    registry.close();
  }

  private void stop() {
    if (pipeline != null) {
      assertThat(pipeline.close(LONG)).isTrue();
      pipeline = null;
    }
  }

  /** Runs it with the keyset that a file holds, as the service does. */
  private Keyring<MaskKeyset> run(KeysetHandle keyset) throws Exception {
    if (contract == null) {
      publish(BY_ONE_KEY);
    }
    Keyring<MaskKeyset> ring = new Keyring<>(KeysetPlace.of(written(keyset)), MaskKeyset::of);
    run(pipeline(ring));
    return ring;
  }

  private void run(Pipeline started) throws Exception {
    pipeline = started;
    started.start();
    assertThat(started.awaitRunning(LONG)).isTrue();
  }

  private Path written(KeysetHandle keyset) throws Exception {
    return Files.writeString(
        Objects.requireNonNull(folder).resolve("keys.json"), Keysets.text(keyset, null));
  }

  private Pipeline pipeline(Supplier<? extends @Nullable MaskKeyset> masks) {
    LetterKeys letters = LetterKeysets.keys(LetterKeysets.fresh());
    PipelineSettings settings =
        PipelineSettings.of(
                Map.of("bootstrap.servers", sandbox.bootstrapServers()),
                Objects.requireNonNull(folder).resolve("state"))
            .with(
                changes ->
                    changes
                        .topics(TopicCreation.allowed(1))
                        .threads(2)
                        .keys(() -> new PipelineKeys(masks.get(), letters)));
    return new Pipeline(
        Objects.requireNonNull(contract), registry, settings, new SimpleMeterRegistry());
  }

  /** Sends patients as their producer does, and waits until they are in the product. */
  private List<ConsumerRecord<byte[], byte[]>> stream(Schema schema, String... patients) {
    AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>();
    serializer.configure(
        Map.of(
            "apicurio.registry.url",
            sandbox.registryUrl(),
            "apicurio.registry.auto-register",
            "true"),
        false);
    try (KafkaProducer<String, GenericRecord> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", sandbox.bootstrapServers()),
            new StringSerializer(),
            serializer)) {
      for (String patient : patients) {
        Future<RecordMetadata> sending =
            producer.send(
                new ProducerRecord<>(
                    "raw." + id + ".v1", patient, Patients.patient(schema, patient, 47)));
        producer.flush();
        assertThat(sending).isDone();
        sent++;
      }
    }
    patiently().until(() -> product().size() == sent);
    return product();
  }

  private List<ConsumerRecord<byte[], byte[]>> product() {
    return KafkaTopics.read(id + ".v1");
  }

  private GenericRecord decoded(ConsumerRecord<byte[], byte[]> record) {
    try (AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>()) {
      deserializer.configure(Map.of("apicurio.registry.url", sandbox.registryUrl()), false);
      return deserializer.deserialize(record.topic(), record.headers(), record.value());
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  @Test
  void stockDeserializersReadMaskedRecordsWithoutUndeclaredFields() throws Exception {
    KeysetHandle keyset = KeysetKind.MASKS.made();
    run(keyset);

    List<ConsumerRecord<byte[], byte[]>> product = stream(Patients.WIDER, "p1", "p2", "p3");

    assertThat(product)
        .allSatisfy(
            record -> {
              GenericRecord patient = decoded(record);
              assertThat(patient.getSchema()).isEqualTo(Patients.SCHEMA);
              assertThat(patient.get("id").toString()).isEqualTo(key(record)).hasSize(64);
              assertThat(patient.get("email").toString()).isEqualTo("**@example.com");
              assertThat(patient.get("phones").toString()).isEqualTo("[******42, ******77]");
              assertThat(patient.get("age")).isEqualTo(40);
              assertThat(
                      MaskKeyset.of(keyset).reading("names").read(patient.get("name").toString()))
                  .get()
                  .asString()
                  .startsWith("Ada p");
              assertThat(new String(record.value(), StandardCharsets.ISO_8859_1))
                  .doesNotContain("078-05-1120")
                  .doesNotContain("Ada ");
            });
  }

  @Test
  void equalValuesAndKeysStayEqualOverPartitionsWritersAndARestart() throws Exception {
    KeysetHandle keyset = KeysetKind.MASKS.made();
    run(keyset);
    stream(Patients.SCHEMA, "p1", "p2", "p3", "p4", "p5");
    stop();
    run(keyset);

    List<ConsumerRecord<byte[], byte[]>> product =
        stream(Patients.WIDER, "p5", "p4", "p3", "p2", "p1");

    Map<String, List<ConsumerRecord<byte[], byte[]>>> byKey =
        product.stream().collect(Collectors.groupingBy(MaskingIT::key));
    assertThat(byKey).hasSize(5);
    assertThat(byKey.values())
        .allSatisfy(
            same -> {
              assertThat(same).hasSize(2);
              assertThat(same.get(0).partition()).isEqualTo(same.get(1).partition());
              assertThat(decoded(same.get(0))).isEqualTo(decoded(same.get(1)));
            });
    assertThat(KafkaTopics.read("raw." + id + ".v1"))
        .extracting(ConsumerRecord::partition)
        .containsExactlyElementsOf(product.stream().map(ConsumerRecord::partition).toList());
  }

  @Test
  void afterARotationTheNewKeyMasksAndOldTokensCanStillBeRead() throws Exception {
    KeysetHandle old = KeysetKind.MASKS.made();
    run(old);
    ConsumerRecord<byte[], byte[]> before = stream(Patients.SCHEMA, "p1").getFirst();
    stop();
    KeysetHandle rotated = KeysetKind.MASKS.rotated(old);
    run(rotated);

    ConsumerRecord<byte[], byte[]> after = stream(Patients.SCHEMA, "p1").getLast();

    MaskKeyset keys = MaskKeyset.of(rotated);
    assertThat(header(before, SluiceHeaders.KEYS)).isEqualTo(MaskKeyset.of(old).version());
    assertThat(header(after, SluiceHeaders.KEYS))
        .isEqualTo(keys.version())
        .isNotEqualTo(header(before, SluiceHeaders.KEYS));
    assertThat(decoded(after).get("id")).isNotEqualTo(decoded(before).get("id"));
    assertThat(after.partition()).isEqualTo(before.partition());
    for (ConsumerRecord<byte[], byte[]> record : List.of(before, after)) {
      assertThat(keys.reading("names").read(decoded(record).get("name").toString()))
          .contains("Ada p1");
    }
    assertThat(MaskKeyset.of(old).reading("names").read(decoded(after).get("name").toString()))
        .isEmpty();
  }

  @Test
  void aRotationWhileItRunsTakesOverWithoutLosingOrRepeatingARecord() throws Exception {
    KeysetHandle old = KeysetKind.MASKS.made();
    Keyring<MaskKeyset> ring = run(old);
    stream(Patients.SCHEMA, "p1", "p2", "p3");
    KeysetHandle rotated = KeysetKind.MASKS.rotated(old);
    written(rotated);
    assertThat(ring.look()).isInstanceOf(Keyring.Look.Rotated.class);

    List<ConsumerRecord<byte[], byte[]>> product = stream(Patients.SCHEMA, "p1", "p2", "p3");

    MaskKeyset keys = MaskKeyset.of(rotated);
    assertThat(product)
        .extracting(record -> header(record, SluiceHeaders.KEYS))
        .containsOnly(MaskKeyset.of(old).version(), keys.version())
        .filteredOn(keys.version()::equals)
        .hasSize(3);
    assertThat(product)
        .extracting(
            record -> keys.reading("names").read(decoded(record).get("name").toString()).get())
        .containsExactlyInAnyOrder("Ada p1", "Ada p1", "Ada p2", "Ada p2", "Ada p3", "Ada p3");
  }

  @Test
  void aPersonIsForgottenWhileItRuns() throws Exception {
    publish(BY_A_KEY_EACH);
    MaskKeyset masks = MaskKeyset.of(KeysetKind.MASKS.made());
    SubjectKeys everybody = SubjectKeys.made();
    Keyring<SubjectKeys> subjects = Keyring.ofSubjects(KeysetPlace.of(written(everybody)));
    Supplier<MaskKeyset> keys = keysOf(masks, subjects);
    run(pipeline(keys));
    List<ConsumerRecord<byte[], byte[]>> before = stream(Patients.SCHEMA, "p1", "p2");
    assertThat(names(before, masks, everybody)).containsExactlyInAnyOrder("Ada p1", "Ada p2");
    SubjectKeys left = everybody.without("p1");
    written(left);
    assertThat(subjects.look()).isEqualTo(new Keyring.Look.Rotated("forgotten=1"));

    List<ConsumerRecord<byte[], byte[]>> product = stream(Patients.SCHEMA, "p1", "p2");

    assertThat(names(product, masks, left)).containsExactlyInAnyOrder("", "", "Ada p2", "Ada p2");
    assertThat(product)
        .extracting(record -> decoded(record).get("name").toString())
        .filteredOn(String::isEmpty)
        .hasSize(1);
  }

  private Path written(SubjectKeys subjects) throws Exception {
    return Files.writeString(
        Objects.requireNonNull(folder).resolve("subjects.json"), subjects.text(null));
  }

  /** The same keys for as long as nobody is forgotten, as the service has them. */
  private static Supplier<MaskKeyset> keysOf(MaskKeyset masks, Supplier<SubjectKeys> subjects) {
    Map<SubjectKeys, MaskKeyset> made = new ConcurrentHashMap<>();
    return () -> made.computeIfAbsent(subjects.get(), masks::with);
  }

  /** What their tokens say to who has these keys; nothing where they can't be read. */
  private List<String> names(
      List<ConsumerRecord<byte[], byte[]>> product, MaskKeyset masks, SubjectKeys subjects) {
    return product.stream()
        .map(record -> decoded(record).get("name").toString())
        .map(
            token ->
                Stream.of("p1", "p2")
                    .flatMap(person -> masks.reading("names", subjects, person).stream())
                    .flatMap(reading -> reading.read(token).stream())
                    .collect(Collectors.joining()))
        .toList();
  }

  @Test
  void withoutKeysOfSubjectsThePipelineDoesNotStartAndSaysSo() throws Exception {
    publish(BY_A_KEY_EACH);
    MaskKeyset masks = MaskKeyset.of(KeysetKind.MASKS.made());

    assertThatThrownBy(() -> pipeline(() -> masks))
        .isInstanceOf(MissingKeysException.class)
        .hasMessageContaining("need keys of their subjects (id)")
        .hasMessageContaining("sluice.keys.subjects");
  }

  @Test
  void withoutKeysThePipelineDoesNotStartAndSaysWhichAreMissing() throws Exception {
    publish(BY_ONE_KEY);

    assertThatThrownBy(() -> pipeline(() -> null))
        .isInstanceOf(MissingKeysException.class)
        .hasMessageContaining("contract " + id + ":1.2.0 need keys (patients, names)")
        .hasMessageContaining("sluice.keys.masks");
  }
}
