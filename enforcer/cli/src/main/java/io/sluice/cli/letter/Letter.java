package io.sluice.cli.letter;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a dead-letter topic. */
public sealed interface Letter permits DeadLetter, ForeignRecord {

  /** Reads a record; never throws for what stands in it. */
  static Letter of(ConsumerRecord<byte[], byte[]> record) {
    return DeadLetterReader.read(record);
  }

  ConsumerRecord<byte[], byte[]> record();

  /** When it was judged; of a letter that does not say so, the record's own timestamp. */
  Instant time();
}
