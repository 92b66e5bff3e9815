package io.sluice.pipeline.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.seal.RawPlace;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayLogTest {

  private static final LetterPlace LETTER = new LetterPlace("dlq.orders-eu", 3, 4711);
  private static final RawPlace RAW = new RawPlace("orders", "raw.orders-eu", 3, 99);

  private final ReplayLog log = new ReplayLog("dlq.orders-eu");

  private static ConsumerRecord<byte[], byte[]> read(
      byte @Nullable [] key, byte @Nullable [] value) {
    return new ConsumerRecord<>("sluice.replays", 0, 0, key, value);
  }

  private static ProducerRecord<byte[], byte[]> entry(LetterPlace letter) {
    return new ReplayLog(letter.topic()).add(letter, RAW, "replay.orders", 1, Instant.EPOCH);
  }

  private void take(LetterPlace letter) {
    ProducerRecord<byte[], byte[]> entry = entry(letter);
    log.take(read(entry.key(), entry.value()));
  }

  @Test
  void anEntrySaysWhereTheLetterAndItsRecordStandAndNothingOfWhatTheyHold() {
    ProducerRecord<byte[], byte[]> entry = entry(LETTER);

    assertThat(new String(entry.key(), UTF_8)).isEqualTo("dlq.orders-eu-3@4711");
    assertThat(new String(entry.value(), UTF_8))
        .isEqualTo(
            "{\"contract\":\"orders\",\"raw\":{\"topic\":\"raw.orders-eu\",\"partition\":3,\"offset\":99},"
                + "\"to\":\"replay.orders\",\"attempt\":1,\"at\":\"1970-01-01T00:00:00Z\"}");
  }

  @Test
  void whatWasWrittenIsKnownAfterReading() {
    take(LETTER);
    take(LETTER); // not compacted yet
    take(new LetterPlace("dlq.orders-eu", 3, 5000));

    assertThat(log.holds(LETTER)).isTrue();
    assertThat(log.holds(new LetterPlace("dlq.orders-eu", 3, 4712))).isFalse();
    assertThat(log.times(RAW)).isEqualTo(2);
  }

  @Test
  void lettersOfOtherTopicsAreNoneOfIts() {
    take(new LetterPlace("dlq.orders", 3, 4711));

    assertThat(log.times(RAW)).isZero();
  }

  @Test
  void aTombstoneMakesALetterOneThatWasNeverSent() {
    take(LETTER);

    log.take(read(LETTER.text().getBytes(UTF_8), null));

    assertThat(log.holds(LETTER)).isFalse();
    assertThat(log.times(RAW)).isZero();
  }

  @Test
  void whatIsNoEntryIsPassedOver() {
    log.take(read(null, null));
    log.take(read("no place".getBytes(UTF_8), "{}".getBytes(UTF_8)));
    log.take(read("dlq.orders-eu-x@1".getBytes(UTF_8), "{}".getBytes(UTF_8)));
    log.take(read(LETTER.text().getBytes(UTF_8), "no entry".getBytes(UTF_8)));

    assertThat(log.holds(LETTER)).isFalse();
  }
}
