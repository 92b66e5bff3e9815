package io.sluice.cli;

import static io.sluice.cli.OnCall.dlq;
import static io.sluice.cli.OnCall.kafka;
import static io.sluice.cli.OnCall.producer;
import static io.sluice.cli.OnCall.registry;
import static io.sluice.cli.OnCall.send;
import static io.sluice.cli.OnCall.sluice;
import static io.sluice.cli.OnCall.topic;
import static io.sluice.cli.OnCall.violations;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.sluice.cli.OnCall.Printed;
import io.sluice.cli.console.ExitCode;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.pipeline.seal.LetterSeal;
import io.sluice.pipeline.seal.RawPlace;
import io.sluice.sandbox.SharedSandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What who is on call sees of sealed letters: with their key, with another one, without any. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SealedLettersIT {

  private static final String EMAIL = "ann.example@mail.test";
  private static final String NAME = "Ann Example";
  private static final String PHONE = "+49 30 901820";

  private static final String SCHEMA =
      """
      {"type": "record", "name": "Customer", "fields": [
        {"name": "name", "type": "string"},
        {"name": "email", "type": "string"},
        {"name": "age", "type": "int"}]}""";

  @TempDir private Path folder;
  private final String id = SharedSandbox.uniqueName("test.customers");
  private final String topic = topic(1);
  private KeysetHandle keyset = generated();
  private Contract contract;
  private int schemaId;
  private long sent;

  private static KeysetHandle generated() {
    try {
      AeadConfig.register();
      return KeysetHandle.generateNew(
          PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String file(KeysetHandle keys) throws IOException, GeneralSecurityException {
    Path file = Files.createTempFile(folder, "letters", ".json");
    return Files.writeString(
            file,
            TinkJsonProtoKeysetFormat.serializeKeyset(
                keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()))
        .toString();
  }

  @BeforeEach
  void publish() throws Exception {
    ContractFile customers =
        ContractFile.of(
            id,
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: %s
            version: 1.0.0
            status: active
            schema:
              - name: Customer
                logicalType: object
                physicalType: topic
                physicalName: %s
                authoritativeDefinitions:
                  - type: implementation
                    url: customer.avsc
                properties:
                  - name: name
                    logicalType: string
                    classification: pii
                    customProperties: [{property: sluice.masking, value: redact}]
                  - name: email
                    logicalType: string
                    classification: pii
                    customProperties: [{property: sluice.masking, value: {partial: {keepDomain: true}}}]
                  - name: age
                    logicalType: integer
                    logicalTypeOptions:
                      minimum: 0
            customProperties:
              - property: sluice.deadLetterTopic
                value: %s
            """
                .formatted(id, id, topic),
            url -> SCHEMA);
    contract = customers.compile().contract();
    try (ApicurioRegistry registry = new ApicurioRegistry(RegistrySettings.of(registry()))) {
      registry.publisher().publish(customers);
      schemaId = (int) registry.contracts().loadVersion(id, "1.0.0").schema().content();
    }
  }

  private byte[] customer(int age) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    encoder.writeString(NAME);
    encoder.writeString(EMAIL);
    encoder.writeInt(age);
    encoder.flush();
    return bytes.toByteArray();
  }

  /** A letter as the pipeline writes it. */
  private ProducerRecord<byte[], byte[]> letter(byte[] value, String violationClass)
      throws KeysetException {
    LetterKeys keys = LetterKeys.of(keyset);
    RecordHeaders own = new RecordHeaders();
    own.add("phone", PHONE.getBytes(UTF_8));
    RawPlace place = new RawPlace(id, "raw." + id, 0, sent++);
    ConsumerRecord<byte[], byte[]> sealed =
        LetterSeal.of(contract, keys)
            .seal(place.record(77, EMAIL.getBytes(UTF_8), value, own), List.of(own.toArray()));
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic, 0, 77L, sealed.key(), sealed.value());
    Map.of(
            "sluice.class",
            violationClass,
            "sluice.contract",
            id + ":1.0.0",
            "sluice.violations",
            violations("age.minimum").replace("size", "age"),
            "sluice.sealed",
            "key,headers,value",
            "sluice.sealed.key",
            Long.toString(keys.primary()),
            "sluice.timestamp",
            "2026-11-21T06:00:00Z",
            "__streams.errors.topic",
            place.topic(),
            "__streams.errors.partition",
            "0",
            "__streams.errors.offset",
            Long.toString(place.offset()))
        .forEach((name, text) -> letter.headers().add(name, text.getBytes(UTF_8)));
    return letter;
  }

  private void write(ProducerRecord<byte[], byte[]> letter) {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      send(producer, letter);
      producer.flush();
    }
  }

  private static void assertNothingIn(Printed printed) {
    assertThat(printed.out() + printed.err()).doesNotContain(EMAIL, NAME, PHONE, "Ann");
  }

  @Test
  void withoutTheKeyLettersAreCountedAndWhyTheyAreHereIsTold() throws Exception {
    write(letter(customer(-1), "RULE"));

    Printed listed = dlq("list --json " + topic);
    assertThat(listed.code()).isEqualTo(ExitCode.FINE);
    assertThat(listed.object().path("letters").asInt()).isEqualTo(1);
    Printed shown = dlq("show " + topic);
    assertThat(shown.code()).isEqualTo(ExitCode.FINE);
    assertThat(shown.out())
        .contains("age.minimum", "sealed by key " + LetterKeys.of(keyset).primary(), "--keys FILE");
    assertNothingIn(shown);
    assertNothingIn(listed);
  }

  @Test
  void withTheKeyALetterIsShownAsItsContractMasksIt() throws Exception {
    write(letter(customer(-1), "RULE"));

    Printed shown = dlq("show --keys " + file(keyset) + " " + topic);

    assertThat(shown.code()).as(shown.err()).isEqualTo(ExitCode.FINE);
    assertThat(shown.out())
        .contains("(redacted)", "***********@mail.test", "key         (hidden")
        .containsPattern("age +-1 +<-- must be at most 9 \\[age.minimum]")
        .containsPattern("phone +\\(hidden");
    assertNothingIn(shown);
    JsonNode json = dlq("show --json --keys " + file(keyset) + " " + topic).object();
    assertThat(json.path("sealed").asBoolean()).isTrue();
    assertThat(json.path("value").path("email").path("masked").asText())
        .isEqualTo("***********@mail.test");
    assertThat(json.path("value").path("age").asInt()).isEqualTo(-1);
  }

  @Test
  void clearShowsTheRawRecordAsItWas() throws Exception {
    write(letter(customer(-1), "RULE"));

    Printed shown = dlq("show --clear --keys file:" + file(keyset) + " " + topic);

    assertThat(shown.out()).contains(NAME, EMAIL, PHONE);
  }

  @Test
  void theKeysetMayStandInTheSettingsOfTheService() throws Exception {
    write(letter(customer(-1), "RULE"));
    Path settings =
        Files.writeString(
            folder.resolve("sluice.yml"),
            "sluice.keys.letters: file:%s\nsluice.registry.url: %s\nkafka.bootstrap.servers: %s\n"
                .formatted(file(keyset), registry(), kafka()));

    assertThat(sluice("dlq show --clear --config " + settings + " " + topic).out()).contains(NAME);
  }

  @Test
  void whatDoesNotDecodeIsShownOnlyInClear() throws Exception {
    write(letter(NAME.getBytes(UTF_8), "STRUCTURE"));

    Printed shown = dlq("show --keys " + file(keyset) + " " + topic);
    assertThat(shown.out()).contains("--clear shows them");
    assertNothingIn(shown);
    assertNothingIn(dlq("show --json --keys " + file(keyset) + " " + topic));
    assertThat(dlq("show --clear --keys " + file(keyset) + " " + topic).out()).contains(NAME);
  }

  @Test
  void aKeyFindsTheLettersWhoseKeyIsSealed() throws Exception {
    write(letter(customer(-1), "RULE"));

    String keys = " --keys " + file(keyset) + " " + topic;
    assertThat(dlq("show --json --key " + EMAIL + keys).json()).hasSize(1);
    assertThat(dlq("show --json --key other" + keys).out()).isEmpty();
    assertThat(dlq("show --json --key " + EMAIL + " " + topic).out()).isEmpty();
  }

  @Test
  void afterARotationBothKeysOpenAndTheNewOneAloneDoesNot() throws Exception {
    write(letter(customer(-1), "RULE"));
    KeysetHandle newer = generated();
    KeysetHandle rotated =
        KeysetHandle.newBuilder(keyset)
            .addEntry(KeysetHandle.importKey(newer.getPrimary().getKey()).makePrimary())
            .build();
    keyset = rotated;
    write(letter(customer(-2), "RULE"));

    assertThat(dlq("show --json --keys " + file(rotated) + " " + topic).json())
        .hasSize(2)
        .allMatch(letter -> letter.has("value"));
    Printed shown = dlq("show --keys " + file(newer) + " " + topic);
    assertThat(shown.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(shown.out()).contains("is not in this keyset");
    assertThat(shown.err()).contains("lacks the keys of 1 of these letters");
    assertNothingIn(shown);
  }

  @Test
  void aLetterThatWasChangedIsAFinding() throws Exception {
    ProducerRecord<byte[], byte[]> letter = letter(customer(-1), "RULE");
    letter.value()[letter.value().length - 1] ^= 1;
    write(letter);

    Printed shown = dlq("show --clear --keys " + file(keyset) + " " + topic);

    assertThat(shown.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(shown.out()).contains("not to be relied on");
    assertThat(shown.err()).contains("changed or moved");
    assertNothingIn(shown);
  }

  @Test
  void aKeysetThatIsNoneIsBadInput() throws Exception {
    Path none = Files.writeString(folder.resolve("none.json"), "{}");

    Printed shown = dlq("show --keys " + none + " " + topic);
    assertThat(shown.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(shown.err()).contains("the keyset of letters");
    assertThat(dlq("show --keys " + folder.resolve("missing") + " " + topic).err())
        .contains("there is no file");
  }
}
