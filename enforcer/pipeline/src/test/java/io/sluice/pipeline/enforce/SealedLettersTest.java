package io.sluice.pipeline.enforce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.pipeline.key.MissingKeysException;
import io.sluice.pipeline.letter.LetterOpener;
import io.sluice.pipeline.letter.Opening;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.pipeline.seal.LetterSeal;
import io.sluice.pipeline.testing.LetterKeysets;
import io.sluice.pipeline.testing.Payments;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of a contract with personal data: what anyone reads of them, and who opens them. */
class SealedLettersTest {

  private static final String SECRET = "p-4711-secret";
  private static final byte[] KEY = ("key of " + SECRET).getBytes(UTF_8);

  private final KeysetHandle keyset = LetterKeysets.fresh();
  private final LetterKeys keys = LetterKeysets.keys(keyset);
  private final Driven driven;

  SealedLettersTest(@TempDir Path state) {
    this.driven = new Driven(state).sealing(seal(null));
  }

  private LetterSeal seal(@Nullable String key) {
    return LetterSeal.of(
        Payments.withPersonalData("test.payments", key).compile().contract(), keys);
  }

  @AfterEach
  void close() {
    driven.close();
  }

  private static byte[] bad() {
    return Payments.framed(Payments.SCHEMA_ID, Payments.payment(SECRET, -5, ""));
  }

  private static RecordHeaders headers() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("customer", SECRET.getBytes(UTF_8));
    headers.add("nothing", null);
    headers.add("sluice.class", "forged".getBytes(UTF_8));
    headers.add("customer", "again".getBytes(UTF_8));
    return headers;
  }

  @Test
  void aLetterShowsWhatBrokeAndNothingOfWhatItsRecordHeld() {
    driven.send(KEY, bad(), headers(), 42);

    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    assertThat(letter.key()).isNull();
    assertThat(letter.timestamp()).isEqualTo(42);
    assertThat(new String(letter.value(), ISO_8859_1)).doesNotContain(SECRET);
    assertThat(Driven.headers(letter))
        .noneMatch(header -> header.contains(SECRET))
        .contains(
            "__streams.errors.topic=raw.test.payments.v1",
            "__streams.errors.partition=0",
            "__streams.errors.offset=0",
            "sluice.contract=test.payments:1.2.0",
            "sluice.sealed=key,headers,value",
            "sluice.sealed.key=" + keys.primary(),
            "sluice.class=RULE",
            "sluice.schema.id=7")
        .allMatch(header -> header.startsWith("sluice.") || header.startsWith("__streams."));
  }

  @Test
  void anOpenedLetterIsTheRawRecordByteForByte() {
    driven.send(KEY, bad(), headers(), -7);

    ConsumerRecord<byte[], byte[]> original = opened(read(driven.deadLetter()));
    assertThat(original.topic()).isEqualTo("raw.test.payments.v1");
    assertThat(original.partition()).isEqualTo(0);
    assertThat(original.offset()).isEqualTo(0);
    assertThat(original.timestamp()).isEqualTo(-7);
    assertThat(original.key()).isEqualTo(KEY);
    assertThat(original.value()).isEqualTo(bad());
    assertThat(lines(original.headers()))
        .containsExactly("customer=" + SECRET, "nothing=null", "customer=again");
  }

  @Test
  void nullAndEmptyAreToldApartInWhatIsOpened() {
    driven.send(null, null, new RecordHeaders(), 42);
    ConsumerRecord<byte[], byte[]> tombstone = opened(read(driven.deadLetter()));
    assertThat(tombstone.key()).isNull();
    assertThat(tombstone.value()).isNull();

    driven.send(new byte[0], new byte[0], new RecordHeaders(), 42);
    ConsumerRecord<byte[], byte[]> empty = opened(read(driven.deadLetter()));
    assertThat(empty.key()).isEmpty();
    assertThat(empty.value()).isEmpty();
  }

  @Test
  void whatIsLargeForItsTopicUnlessCompressedIsCompressedBeforeItIsSealed() {
    byte[] large = new byte[3_000_000];
    Arrays.fill(large, (byte) 'x');

    driven.send(KEY, large, headers(), 42);

    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    assertThat(letter.value()).hasSizeLessThan(30_000);
    assertThat(opened(read(letter)).value()).isEqualTo(large);
  }

  @Test
  void aDefectThatQuotesARecordQuotesItToNobody() {
    driven.start(
        driven
            .topology("registry")
            .build(
                (time, keys) ->
                    raw -> {
                      throw new IllegalStateException(SECRET);
                    }));
    driven.send(KEY, bad(), headers(), 42);

    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    assertThat(Driven.headers(letter))
        .contains("sluice.class=INTERNAL")
        .noneMatch(header -> header.contains(SECRET));
    assertThat(opened(read(letter)).value()).isEqualTo(bad());
  }

  @Test
  void aLetterOfEveryClassIsSealed() {
    driven.send(Payments.framed(Payments.CHARGE_ID, SECRET.getBytes(UTF_8)));
    assertThat(sealedClass()).isEqualTo("SCHEMA");
    driven.send(Payments.framed(Payments.SCHEMA_ID, SECRET.getBytes(UTF_8)));
    assertThat(sealedClass()).isEqualTo("STRUCTURE");
    driven.send(SECRET.getBytes(UTF_8));
    assertThat(sealedClass()).isEqualTo("STRUCTURE");
  }

  private String sealedClass() {
    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    assertThat(new String(letter.value(), ISO_8859_1)).doesNotContain(SECRET);
    return Driven.header(letter, "sluice.class");
  }

  @Test
  void aKeyStaysInClearWhereTheContractSaysThatItIsOfNoPersonalField() {
    driven.sealing(seal("amount")).send(KEY, bad(), headers(), 42);

    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(Driven.header(letter, "sluice.sealed")).isEqualTo("headers,value");
    assertThat(opened(read(letter)).key()).isEqualTo(KEY);
  }

  @Test
  void aKeyIsSealedWhereItIsOfAPersonalField() {
    driven.sealing(seal("id")).send(KEY, bad(), headers(), 42);

    assertThat(driven.deadLetter().key()).isNull();
  }

  @Test
  void everyLetterHasADataKeyOfItsOwn() {
    driven.send(KEY, bad(), headers(), 42);
    byte[] first = driven.deadLetter().value();
    driven.send(KEY, bad(), headers(), 42);
    byte[] second = driven.deadLetter().value();

    // Form, length of the data key, then the data key as the keyset's own has encrypted it.
    assertThat(Arrays.copyOfRange(first, 10, 60)).isNotEqualTo(Arrays.copyOfRange(second, 10, 60));
  }

  @Test
  void aLetterThatWasChangedAnywhereDoesNotOpen() {
    driven.send(KEY, bad(), headers(), 42);
    TestRecord<byte[], byte[]> letter = driven.deadLetter();

    for (int at = 0; at < letter.value().length; at++) {
      byte[] changed = letter.value().clone();
      changed[at] ^= 1;
      assertThat(open(read(letter, changed, letter.headers())))
          .as("byte %d", at)
          .isInstanceOf(Opening.Unsound.class);
    }
  }

  @Test
  void aLetterThatIsPassedOffAsAnotherDoesNotOpen() {
    driven.send(KEY, bad(), headers(), 42);
    TestRecord<byte[], byte[]> letter = driven.deadLetter();

    for (List<String> lie :
        List.of(
            List.of("sluice.contract", "test.other:1.2.0"),
            List.of("__streams.errors.topic", "raw.test.other.v1"),
            List.of("__streams.errors.partition", "1"),
            List.of("__streams.errors.offset", "1"))) {
      Headers headers = new RecordHeaders(letter.headers().toArray());
      headers.remove(lie.getFirst()).add(lie.getFirst(), lie.getLast().getBytes(UTF_8));
      assertThat(open(read(letter, letter.value(), headers)))
          .as(lie.toString())
          .isInstanceOf(Opening.Unsound.class);
    }
  }

  @Test
  void aLetterOfAnotherVersionOfTheContractOpens() {
    driven.send(KEY, bad(), headers(), 42);
    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    Headers headers = new RecordHeaders(letter.headers().toArray());
    headers.remove("sluice.contract").add("sluice.contract", "test.payments:1.9.0".getBytes(UTF_8));

    assertThat(open(read(letter, letter.value(), headers))).isInstanceOf(Opening.Opened.class);
  }

  @Test
  void aRotatedKeysetOpensWhatItsOlderKeySealed() {
    driven.send(KEY, bad(), headers(), 42);
    ConsumerRecord<byte[], byte[]> letter = read(driven.deadLetter());
    LetterKeys newer = LetterKeysets.keys(LetterKeysets.rotated(keyset));

    assertThat(newer.primary()).isNotEqualTo(keys.primary());
    assertThat(new LetterOpener(newer).open(letter)).isInstanceOf(Opening.Opened.class);
  }

  @Test
  void withoutItsKeyALetterSaysWhichKeyOpensIt() {
    driven.send(KEY, bad(), headers(), 42);
    ConsumerRecord<byte[], byte[]> letter = read(driven.deadLetter());

    assertThat(new LetterOpener(null).open(letter))
        .isEqualTo(new Opening.Locked(keys.primary(), false));
    assertThat(new LetterOpener(LetterKeysets.keys(LetterKeysets.fresh())).open(letter))
        .isEqualTo(new Opening.Locked(keys.primary(), true));
  }

  @Test
  void aLetterThatIsNotSealedOpensAsItIs() {
    driven.sealing(LetterSeal.NONE).send(KEY, bad(), headers(), -7);

    ConsumerRecord<byte[], byte[]> original = opened(read(driven.deadLetter()));
    assertThat(original.timestamp()).isEqualTo(-7);
    assertThat(original.value()).isEqualTo(bad());
    assertThat(lines(original.headers()))
        .containsExactly("customer=" + SECRET, "nothing=null", "customer=again");
  }

  @Test
  void aContractWithPersonalDataHasNoSealWithoutKeys() {
    assertThatThrownBy(
            () ->
                LetterSeal.of(
                    Payments.withPersonalData("test.payments", null).compile().contract(), null))
        .isInstanceOf(MissingKeysException.class)
        .hasMessageContaining("test.payments:1.2.0")
        .hasMessageContaining("sluice.keys.letters");
  }

  private ConsumerRecord<byte[], byte[]> opened(ConsumerRecord<byte[], byte[]> letter) {
    assertThat(open(letter)).isInstanceOf(Opening.Opened.class);
    return ((Opening.Opened) open(letter)).original();
  }

  private Opening open(ConsumerRecord<byte[], byte[]> letter) {
    return new LetterOpener(keys).open(letter);
  }

  private static ConsumerRecord<byte[], byte[]> read(TestRecord<byte[], byte[]> letter) {
    return read(letter, letter.value(), letter.headers());
  }

  private static ConsumerRecord<byte[], byte[]> read(
      TestRecord<byte[], byte[]> letter, byte @Nullable [] value, Headers headers) {
    return new ConsumerRecord<>(
        "dlq.test.payments.v1",
        3,
        99,
        letter.timestamp(),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        letter.key(),
        value,
        headers,
        Optional.empty());
  }

  private static List<String> lines(Headers headers) {
    return Arrays.stream(headers.toArray())
        .map(h -> h.key() + "=" + (h.value() == null ? "null" : new String(h.value(), UTF_8)))
        .toList();
  }
}
