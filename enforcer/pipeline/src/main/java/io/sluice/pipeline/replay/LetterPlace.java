package io.sluice.pipeline.replay;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Where a letter stands in its dead-letter topic. */
record LetterPlace(String topic, int partition, long offset) {

  static LetterPlace of(ConsumerRecord<byte[], byte[]> letter) {
    return new LetterPlace(letter.topic(), letter.partition(), letter.offset());
  }

  /** Reads what {@link #text} wrote; null where that is something else. */
  static @Nullable LetterPlace parse(String text) {
    int at = text.lastIndexOf('@');
    int dash = text.lastIndexOf('-', at);
    if (dash < 1) {
      return null;
    }
    try {
      return new LetterPlace(
          text.substring(0, dash),
          Integer.parseInt(text, dash + 1, at, 10),
          Long.parseLong(text, at + 1, text.length(), 10));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** As {@code dlq show} names it: topic, partition, offset. */
  String text() {
    return "%s-%d@%d".formatted(topic, partition, offset);
  }
}
