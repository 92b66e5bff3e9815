package io.sluice.pipeline.enforce;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers that a record is sent with. Nobody can add to them, so records may share them, and
 * what Kafka asks of them for each record is found once.
 */
final class WrittenHeaders extends RecordHeaders {

  static final WrittenHeaders NONE = new WrittenHeaders(List.of());

  private final Header[] array;
  private final long mostBytes;

  WrittenHeaders(List<Header> headers) {
    super(headers);
    this.array = headers.toArray(new Header[0]);
    this.mostBytes = BatchSize.atMost(array);
    setReadOnly();
  }

  /** No less than they take in a batch. */
  long mostBytes() {
    return mostBytes;
  }

  /** Not a copy: whoever asks may read it only. */
  @Override
  public Header[] toArray() {
    return array;
  }
}
