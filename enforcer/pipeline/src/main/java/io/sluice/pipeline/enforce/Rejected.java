package io.sluice.pipeline.enforce;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as its dead letter holds it.
 *
 * @param record as it was judged, or what is sealed of it
 * @param seal headers that say how it is sealed; empty where it is not
 * @param replays how often it was replayed
 */
record Rejected(ConsumerRecord<byte[], byte[]> record, List<Header> seal, int replays) {

  /** Without what the record holds. */
  @Override
  public String toString() {
    return "Rejected[%s-%d@%d]".formatted(record.topic(), record.partition(), record.offset());
  }
}
