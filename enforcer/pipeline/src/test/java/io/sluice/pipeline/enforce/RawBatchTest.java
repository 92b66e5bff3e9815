package io.sluice.pipeline.enforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RawBatchTest {

  private static final TopicPartition FIRST = new TopicPartition("raw", 0);
  private static final TopicPartition SECOND = new TopicPartition("raw", 1);

  private static List<ConsumerRecord<byte[], byte[]>> records(
      TopicPartition partition, long... offsets) {
    return LongStream.of(offsets)
        .mapToObj(
            offset ->
                new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    offset,
                    "k".getBytes(UTF_8),
                    ("v" + offset).getBytes(UTF_8)))
        .toList();
  }

  @Test
  void whatWasPolledBecomesARecordOfItsFirstOffsetForEachPartition() {
    List<ConsumerRecord<byte[], byte[]>> first = records(FIRST, 5, 6, 9);
    List<ConsumerRecord<byte[], byte[]>> second = records(SECOND, 2);
    Map<TopicPartition, OffsetAndMetadata> next =
        Map.of(FIRST, new OffsetAndMetadata(11), SECOND, new OffsetAndMetadata(3));

    ConsumerRecords<byte[], byte[]> carried =
        RawBatch.carried(new ConsumerRecords<>(Map.of(FIRST, first, SECOND, second), next), 77);

    assertThat(carried.nextOffsets()).isEqualTo(next);
    assertThat(carried.records(FIRST)).singleElement().satisfies(c -> assertCarries(c, 5, first));
    assertThat(carried.records(SECOND)).singleElement().satisfies(c -> assertCarries(c, 2, second));
  }

  private static void assertCarries(
      ConsumerRecord<byte[], byte[]> carrier,
      long offset,
      List<ConsumerRecord<byte[], byte[]>> records) {
    assertThat(carrier.offset()).isEqualTo(offset);
    assertThat(carrier.timestamp()).isEqualTo(77);
    assertThat(
            new RawBatch.Reader().deserialize("raw", carrier.headers(), carrier.value()).records())
        .isEqualTo(records);
  }

  @Test
  void aPollWithoutRecordsStillSaysWhereItStands() {
    Map<TopicPartition, OffsetAndMetadata> next = Map.of(FIRST, new OffsetAndMetadata(11));

    ConsumerRecords<byte[], byte[]> carried =
        RawBatch.carried(new ConsumerRecords<>(Map.of(), next), 77);

    assertThat(carried.isEmpty()).isTrue();
    assertThat(carried.nextOffsets()).isEqualTo(next);
  }

  @Test
  void aRecordThatCarriesNoBatchIsADefect() {
    assertThatThrownBy(
            () -> new RawBatch.Reader().deserialize("raw", new RecordHeaders(), new byte[1]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("raw");
  }
}
