package io.sluice.pipeline.topic;

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
   * Whether a record of this timestamp is taken.
   *
   * @param now by a clock in place of the broker's
   */
  public boolean takesTimestamp(long timestamp, long now) {
    return now - timestamp <= timestampBefore && timestamp - now <= timestampAfter;
  }
}
