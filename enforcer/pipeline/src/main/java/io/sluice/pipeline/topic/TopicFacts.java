package io.sluice.pipeline.topic;

/**
 * What the stream needs to know of its topics.
 *
 * @param rawPartitions how many partitions the raw topic has
 * @param productCompacted whether the product topic keeps the last record of each key: then
 *     tombstones pass, and a record needs a key
 * @param largestRecord the size in bytes, uncompressed and with what Sluice adds, up to which a
 *     record gets through
 */
public record TopicFacts(int rawPartitions, boolean productCompacted, int largestRecord) {}
