package io.sluice.cli.letter;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a dead-letter topic that Sluice did not write, or whose headers somebody changed.
 *
 * @param why what it lacks, for people; holds no value of the record
 */
public record ForeignRecord(ConsumerRecord<byte[], byte[]> record, String why) implements Letter {

  @Override
  public Instant time() {
    return Instant.ofEpochMilli(record.timestamp());
  }
}
