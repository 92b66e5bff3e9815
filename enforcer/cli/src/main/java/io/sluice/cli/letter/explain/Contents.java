package io.sluice.cli.letter.explain;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What can be shown of the raw record that a letter holds. */
sealed interface Contents {

  /**
   * It can be read.
   *
   * @param record its key, headers and value
   * @param cover which parts of the value are shown
   * @param keyHidden whether the key is not
   * @param restHidden whether neither the producer's headers are, nor bytes that do not decode
   */
  record Legible(
      ConsumerRecord<byte[], byte[]> record,
      LetterValue value,
      Cover cover,
      boolean keyHidden,
      boolean restHidden)
      implements Contents {}

  /**
   * It can't.
   *
   * @param why for people, and what to do
   */
  record Shut(String why) implements Contents {}
}
