package io.sluice.pipeline.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.enforce.Replayed;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ReplayReaderTest {

  private static final Map<String, String> PLACE =
      Map.of(
          "sluice.contract", "orders:1.2.0",
          "__streams.errors.topic", "raw.orders",
          "__streams.errors.partition", "3",
          "__streams.errors.offset", "99");

  private final ReplayReader reader = new ReplayReader("orders", () -> null);

  private static ConsumerRecord<byte[], byte[]> sent(Map<String, String> place, String... more) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", "t".getBytes(UTF_8));
    place.forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
    for (int i = 0; i < more.length; i += 2) {
      headers.add(more[i], more[i + 1].getBytes(UTF_8));
    }
    return new ConsumerRecord<>(
        "replay.sluice.orders.v1",
        0,
        7,
        0,
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        "k".getBytes(UTF_8),
        "v".getBytes(UTF_8),
        headers,
        Optional.empty());
  }

  @Test
  void aReplayedRecordStandsWhereItOnceStoodAndHasItsOwnHeadersAlone() {
    Replayed read =
        reader.read(sent(PLACE, "sluice.original.timestamp", "-5", "sluice.replay.count", "2"));

    assertThat(read.topic()).isEqualTo("raw.orders");
    assertThat(read.partition()).isEqualTo(3);
    assertThat(read.offset()).isEqualTo(99);
    assertThat(read.timestamp()).isEqualTo(-5);
    assertThat(read.value()).asString().isEqualTo("v");
    assertThat(read.headers()).hasSize(1);
    assertThat(read).hasToString("Replayed[raw.orders-3@99, 2 times]");
  }

  @Test
  void aRecordOfAnotherContractIsNoneOfItsOwn() {
    Replayed read = new ReplayReader("parcels", () -> null).read(sent(PLACE));

    assertThat(read).hasToString("Replayed[replay.sluice.orders.v1-0@7, 1 times, replay.unsound]");
  }

  @Test
  void aSealedRecordWithoutItsKeyIsLockedWhereItStood() {
    Replayed read =
        reader.read(sent(PLACE, "sluice.sealed", "headers,value", "sluice.sealed.key", "42"));

    assertThat(read).hasToString("Replayed[raw.orders-3@99, 1 times, replay.locked]");
    assertThat(read.value()).asString().isEqualTo("v");
  }

  @Test
  void aCountThatNobodyCanHaveCountedIsTakenForOne() {
    assertThat(reader.read(sent(PLACE, "sluice.replay.count", "-8")))
        .asString()
        .contains("1 times");
    assertThat(reader.read(sent(PLACE, "sluice.replay.count", "many")))
        .asString()
        .contains("1 times");
  }
}
