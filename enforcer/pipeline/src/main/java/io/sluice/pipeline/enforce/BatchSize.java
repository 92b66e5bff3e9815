package io.sluice.pipeline.enforce;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.jspecify.annotations.Nullable;

/**
 * The size of a record as clients and brokers count it: that of a batch which holds it alone, with
 * the headers that it is sent with. Records that share a batch are no trouble, since the producer
 * splits one that is refused.
 */
final class BatchSize {

  /** More than a batch and a record take beside their parts. */
  private static final int FRAME = 128;

  /** More than the two lengths of a header take. */
  private static final int HEADER_FRAME = 10;

  private static final int UTF8_BYTES = 3;

  private BatchSize() {}

  /** A bound that costs next to nothing: no smaller than any of the others. */
  static long atMost(ConsumerRecord<byte[], byte[]> record, WrittenHeaders headers) {
    return headers.mostBytes() + FRAME + length(record.key()) + length(record.value());
  }

  /** Likewise, of headers alone. */
  static long atMost(Header[] headers) {
    long size = 0;
    for (Header header : headers) {
      size += HEADER_FRAME + (long) UTF8_BYTES * header.key().length() + length(header.value());
    }
    return size;
  }

  /** What the producer holds against {@code max.request.size}. */
  static int uncompressed(ConsumerRecord<byte[], byte[]> record, Headers headers) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE,
        CompressionType.NONE,
        record.key(),
        record.value(),
        headers.toArray());
  }

  /** What the broker holds against {@code max.message.bytes}. */
  static int sent(ConsumerRecord<byte[], byte[]> record, Headers headers, Compression compression) {
    return MemoryRecords.withRecords(
            compression,
            new SimpleRecord(
                OutputRecord.timestamp(record), record.key(), record.value(), headers.toArray()))
        .sizeInBytes();
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
