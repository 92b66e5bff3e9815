package io.sluice.pipeline.topic;

import org.apache.kafka.common.Uuid;

/**
 * What the stream needs to know of its topics.
 *
 * @param rawTopicId changes where the raw topic is deleted and made anew
 * @param replayTopicId likewise, of the replay topic
 * @param rawPartitions how many partitions the raw topic has
 * @param productCompacted whether the product topic keeps the last record of each key: then
 *     tombstones pass, and a record needs a key
 * @param largestRecord the size in bytes, uncompressed and with what Sluice adds, up to which a
 *     record can be sent at all
 */
public record TopicFacts(
    Uuid rawTopicId,
    Uuid replayTopicId,
    int rawPartitions,
    boolean productCompacted,
    int largestRecord,
    OutputTopic product,
    OutputTopic deadLetter) {

  /** The same, where producers were made for records of another size. */
  public TopicFacts withLargestRecord(int largest) {
    return new TopicFacts(
        rawTopicId, replayTopicId, rawPartitions, productCompacted, largest, product, deadLetter);
  }
}
