package io.sluice.pipeline.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.pipeline.enforce.SluiceHeaders;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A letter as it stands in the replay topic: key, value, timestamp and the producer's headers as
 * the letter has them, sealed where it is; of Sluice's headers those that say where the raw record
 * stood and how it is sealed, and how often it was replayed.
 */
final class ReplayRecord {

  private static final Set<String> KEPT =
      Set.of(
          SluiceHeaders.CONTRACT,
          SluiceHeaders.STREAMS_TOPIC,
          SluiceHeaders.STREAMS_PARTITION,
          SluiceHeaders.STREAMS_OFFSET,
          SluiceHeaders.ORIGINAL_TIMESTAMP,
          SluiceHeaders.SEALED,
          SluiceHeaders.SEALED_KEY);

  private ReplayRecord() {}

  /**
   * Writes it.
   *
   * @param times how often its record will have been replayed
   */
  static ProducerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> letter, String topic, int partition, int times) {
    RecordHeaders headers = new RecordHeaders();
    for (Header header : letter.headers()) {
      if (!SluiceHeaders.areOfLetters(header.key()) || KEPT.contains(header.key())) {
        headers.add(header);
      }
    }
    headers.add(SluiceHeaders.REPLAY_COUNT, Integer.toString(times).getBytes(UTF_8));
    return new ProducerRecord<>(
        topic, partition, letter.timestamp(), letter.key(), letter.value(), headers);
  }
}
