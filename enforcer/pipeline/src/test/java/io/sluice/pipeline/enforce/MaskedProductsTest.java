package io.sluice.pipeline.enforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.pipeline.key.KeysetKind;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.testing.Patients;
import io.sluice.pipeline.testing.Payments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of records whose contract masks them. */
class MaskedProductsTest {

  private static final int OWN = Payments.SCHEMA_ID;
  private static final int WIDER = 17;

  private final KeysetHandle keyset = KeysetKind.MASKS.made();
  private final MaskKeyset keys;
  private final Driven driven;

  MaskedProductsTest(@TempDir Path state) throws Exception {
    keys = MaskKeyset.of(keyset);
    driven =
        Driven.masking(state, framing -> Patients.file("test.payments", framing).compile(), keys);
  }

  @BeforeEach
  void register() {
    driven.schemas().put(OWN, new SchemaLookup.Found(Patients.SCHEMA));
    driven.schemas().put(WIDER, new SchemaLookup.Found(Patients.WIDER));
  }

  @AfterEach
  void close() {
    driven.close();
  }

  private static byte[] avro(Schema schema, String id, int age) {
    return Payments.avro(Patients.patient(schema, id, age));
  }

  private static GenericRecord decoded(byte[] value, int offset) throws IOException {
    return new GenericDatumReader<GenericRecord>(Patients.SCHEMA)
        .read(null, DecoderFactory.get().binaryDecoder(value, offset, value.length - offset, null));
  }

  private static void assertMasked(GenericRecord patient) {
    assertThat(patient.get("id").toString()).matches("[0-9a-f]{64}");
    assertThat(patient.get("email").toString()).isEqualTo("**@example.com");
    assertThat(patient.get("phones").toString()).isEqualTo("[******42, ******77]");
    assertThat(patient.get("age")).isEqualTo(40);
    assertThat(patient.get("ward").toString()).isEqualTo("w7");
  }

  @Test
  void aCompliantRecordIsMaskedInValueAndKeyAndNamesTheVersionOfItsKeys() throws Exception {
    driven.send(
        "p1".getBytes(UTF_8),
        Payments.framed(OWN, avro(Patients.SCHEMA, "p1", 47)),
        new RecordHeaders(),
        1);

    TestRecord<byte[], byte[]> product = driven.product();
    GenericRecord patient = decoded(product.value(), 5);
    assertMasked(patient);
    assertThat(ByteBuffer.wrap(product.value()).getInt(1)).isEqualTo(OWN);
    assertThat(new String(product.key(), UTF_8)).isEqualTo(patient.get("id").toString());
    assertThat(keys.reading("names").read(patient.get("name").toString())).contains("Ada p1");
    assertThat(Driven.headers(product))
        .containsExactly(
            "sluice.contract=test.payments:1.2.0",
            "sluice.keys=" + keys.version(),
            "sluice.timestamp=2026-11-21T06:00:00.007Z");
  }

  @Test
  void aFieldThatOnlyTheWriterHasIsDroppedAndTheProductNamesTheContractsSchema() throws Exception {
    driven.send(Payments.framed(WIDER, avro(Patients.WIDER, "p1", 47)));

    byte[] value = driven.product().value();
    assertThat(ByteBuffer.wrap(value).getInt(1)).isEqualTo(OWN);
    assertMasked(decoded(value, 5));
    assertThat(new String(value, UTF_8)).doesNotContain("078-05");
  }

  @Test
  void eightByteIdsAreReplacedToo() throws Exception {
    byte[] avro = avro(Patients.WIDER, "p1", 47);
    byte[] framed =
        ByteBuffer.allocate(9 + avro.length).put((byte) 0).putLong(WIDER).put(avro).array();

    driven.send("registry-8byte", Driven.KEY, framed, new RecordHeaders(), 1);

    byte[] value = driven.product().value();
    assertThat(ByteBuffer.wrap(value).getLong(1)).isEqualTo(OWN);
    assertMasked(decoded(value, 9));
  }

  @Test
  void idsInHeadersAreReplacedAndWhatElseIsSaidOfTheWritersSchemaIsDropped() throws Exception {
    RecordHeaders headers = new RecordHeaders();
    headers.add(FramingReader.APICURIO_GLOBAL_ID, id(WIDER));
    headers.add("apicurio.value.version", "2".getBytes(UTF_8));
    headers.add("apicurio.value.encoding", "BINARY".getBytes(UTF_8));
    headers.add(FramingReader.CONFLUENT_ID, new byte[] {0, 0, 0, 0, WIDER});

    driven.send("headers", Driven.KEY, avro(Patients.WIDER, "p1", 47), headers, 1);

    TestRecord<byte[], byte[]> product = driven.product();
    assertMasked(decoded(product.value(), 0));
    assertThat(Driven.headers(product))
        .startsWith(
            FramingReader.APICURIO_GLOBAL_ID + "=" + new String(id(OWN), UTF_8),
            "apicurio.value.encoding=BINARY",
            FramingReader.CONFLUENT_ID + "=" + new String(new byte[] {0, 0, 0, 0, OWN}, UTF_8),
            "sluice.contract=test.payments:1.2.0");
    assertThat(product.headers().toArray()).hasSize(6);
  }

  private static byte[] id(long id) {
    return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
  }

  @Test
  void ofTheProducersHeadersThoseThatTheContractNamesPass() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", "00-4bf9-01".getBytes(UTF_8));
    headers.add("customer", "Ada".getBytes(UTF_8));

    driven.send(Driven.KEY, Payments.framed(OWN, avro(Patients.SCHEMA, "p1", 47)), headers, 1);

    assertThat(Driven.headers(driven.product()))
        .startsWith("traceparent=00-4bf9-01", "sluice.contract=test.payments:1.2.0")
        .hasSize(4);
  }

  @Test
  void recordsWithoutFramingAreMaskedToo() throws Exception {
    driven.send("none", Driven.KEY, avro(Patients.SCHEMA, "p1", 47), new RecordHeaders(), 1);

    assertMasked(decoded(driven.product().value(), 0));
  }

  @Test
  void theKeyOfATombstoneIsMaskedAsThatOfTheRecordItDeletes() {
    driven.facts(Driven.facts(1, true));
    driven.send(Payments.framed(OWN, avro(Patients.SCHEMA, "p1", 47)));
    driven.send(Driven.KEY, null, new RecordHeaders(), 1);

    TestRecord<byte[], byte[]> record = driven.product();
    TestRecord<byte[], byte[]> tombstone = driven.product();
    assertThat(tombstone.value()).isNull();
    assertThat(tombstone.key()).isEqualTo(record.key()).isNotEqualTo(Driven.KEY);
  }

  @Test
  void recordsOfABatchKeepTheirOwnMasks() throws Exception {
    driven.start(driven.topology("registry").build());
    driven.sendTogether(
        List.of(
            Driven.raw(
                Driven.KEY,
                Payments.framed(OWN, avro(Patients.SCHEMA, "p1", 47)),
                new RecordHeaders(),
                1,
                0),
            Driven.raw(
                Driven.KEY,
                Payments.framed(OWN, avro(Patients.SCHEMA, "p2", 31)),
                new RecordHeaders(),
                1,
                1)));

    GenericRecord first = decoded(driven.product().value(), 5);
    GenericRecord second = decoded(driven.product().value(), 5);
    assertThat(first.get("age")).isEqualTo(40);
    assertThat(second.get("age")).isEqualTo(30);
    assertThat(first.get("id")).isNotEqualTo(second.get("id"));
  }

  @Test
  void keysRotatedMeanwhileMaskFromTheNextBatchOnAndTheHeaderNamesThem() throws Exception {
    byte[] raw = Payments.framed(OWN, avro(Patients.SCHEMA, "p1", 47));
    MaskKeyset newer = MaskKeyset.of(KeysetKind.MASKS.rotated(keyset));
    driven.send(raw);
    TestRecord<byte[], byte[]> before = driven.product();
    driven.rotate(newer);
    driven.send(raw);
    TestRecord<byte[], byte[]> after = driven.product();

    assertThat(Driven.header(before, SluiceHeaders.KEYS)).isEqualTo(keys.version());
    assertThat(Driven.header(after, SluiceHeaders.KEYS)).isEqualTo(newer.version());
    assertThat(after.key()).isNotEqualTo(before.key());
    assertThat(decoded(after.value(), 5).get("id"))
        .isNotEqualTo(decoded(before.value(), 5).get("id"));
    for (TestRecord<byte[], byte[]> record : List.of(before, after)) {
      String token = decoded(record.value(), 5).get("name").toString();
      assertThat(newer.reading("names").read(token)).contains("Ada p1");
    }
  }

  @Test
  void aViolationHasNoProductAndItsLetterKeepsWhatCame() {
    byte[] raw = Payments.framed(OWN, avro(Patients.SCHEMA, "p1", -1));

    driven.send(raw);

    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    assertThat(Arrays.equals(letter.value(), raw)).isTrue();
    assertThat(Driven.headers(letter)).noneMatch(header -> header.startsWith("sluice.keys"));
  }
}
