package io.sluice.pipeline.letter;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What came of opening a dead letter. */
public sealed interface Opening {

  /**
   * The raw record that it holds, where it stands, as it was when it was judged, but for headers of
   * names that are Sluice's.
   */
  record Opened(ConsumerRecord<byte[], byte[]> original) implements Opening {}

  /**
   * It is sealed, and the key is not at hand.
   *
   * @param key the id of the key that opens it
   * @param hasKeyset whether there is a keyset, which lacks that key
   */
  record Locked(long key, boolean hasKeyset) implements Opening {}

  /**
   * It holds no raw record that anyone may rely on: it was changed, moved, or is no letter.
   *
   * @param why for people; nothing of what it holds
   */
  record Unsound(String why) implements Opening {}
}
