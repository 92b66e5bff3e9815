package io.sluice.pipeline.enforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventTimestampsTest {

  private static ConsumerRecord<Object, Object> record(long timestamp) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(SluiceHeaders.ORIGINAL_TIMESTAMP, "forged".getBytes(UTF_8));
    return new ConsumerRecord<>(
        "t",
        0,
        0,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        new Object(),
        new Object(),
        headers,
        Optional.empty());
  }

  @Test
  void aNegativeTimestampBecomesZeroAndIsNotedInAHeader() {
    ConsumerRecord<Object, Object> record = record(-5);

    assertThat(new EventTimestamps().extract(record, 7)).isZero();
    assertThat(record.headers().headers(SluiceHeaders.ORIGINAL_TIMESTAMP))
        .singleElement()
        .satisfies(header -> assertThat(header.value()).isEqualTo("-5".getBytes(UTF_8)));
  }

  @Test
  void anInboundNoteOfTheOriginalIsNotBelieved() {
    ConsumerRecord<Object, Object> record = record(0);

    assertThat(new EventTimestamps().extract(record, 7)).isZero();
    assertThat(record.headers()).isEmpty();
  }

  @Test
  void anyOtherTimestampIsTakenAsItIs() {
    assertThat(new EventTimestamps().extract(record(Long.MAX_VALUE), 7)).isEqualTo(Long.MAX_VALUE);
  }
}
