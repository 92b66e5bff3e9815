package io.sluice.pipeline.topic;

import java.time.InstantSource;

/**
 * A topic that the stream writes to, and what it takes.
 *
 * @param maxMessageBytes the largest batch, compressed as it is sent
 * @param timestampBefore by how many milliseconds a record may lie before the broker's clock
 * @param timestampAfter by how many it may lie after it
 */
public record OutputTopic(
    String name, int maxMessageBytes, long timestampBefore, long timestampAfter) {

  /**
   * Whether a record of this timestamp is taken now.
   *
   * @param clock in place of the broker's; looked at only where the topic has limits
   */
  public boolean takesTimestamp(long timestamp, InstantSource clock) {
    if (timestampBefore == Long.MAX_VALUE && timestampAfter == Long.MAX_VALUE) {
      return true;
    }
    long now = clock.millis();
    return now - timestamp <= timestampBefore && timestamp - now <= timestampAfter;
  }
}
