package io.sluice.pipeline.enforce;

import io.sluice.pipeline.count.Source;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The topics that records of a contract come from.
 *
 * @param replays reads what the replay topic holds
 */
record Sources(String rawTopic, String replayTopic, Replays replays) {

  /** How a batch came. */
  Source of(RawBatch batch) {
    return batch.topic().equals(replayTopic) ? Source.REPLAY : Source.RAW;
  }

  /** The records of a batch as they are to be judged: replayed ones are {@link Replayed}. */
  List<ConsumerRecord<byte[], byte[]>> records(RawBatch batch) {
    return switch (of(batch)) {
      case RAW -> batch.records();
      case REPLAY -> replayed(batch.records());
    };
  }

  private List<ConsumerRecord<byte[], byte[]>> replayed(List<ConsumerRecord<byte[], byte[]>> sent) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(sent.size());
    for (ConsumerRecord<byte[], byte[]> record : sent) {
      records.add(replays.read(record));
    }
    return records;
  }
}
