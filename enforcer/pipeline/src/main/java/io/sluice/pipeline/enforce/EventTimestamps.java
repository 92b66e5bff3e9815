package io.sluice.pipeline.enforce;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Takes records with negative timestamps, which Streams and producers refuse, at timestamp 0, and
 * notes the original in a header. The header is written here because the processor never sees the
 * original; whatever came in under its name goes, so that no producer can forge it.
 */
final class EventTimestamps implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    long timestamp = record.timestamp();
    if (timestamp > 0) {
      return timestamp; // the header is not believed then, whoever wrote it
    }
    record.headers().remove(SluiceHeaders.ORIGINAL_TIMESTAMP);
    if (timestamp < 0) {
      record
          .headers()
          .add(
              SluiceHeaders.ORIGINAL_TIMESTAMP,
              Long.toString(timestamp).getBytes(StandardCharsets.UTF_8));
    }
    return 0;
  }
}
