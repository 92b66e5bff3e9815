package io.sluice.kit;

import org.apache.avro.Schema;

/**
 * An event as Avro's binary.
 *
 * @param bytes hold it, without framing, from the offset to their end
 * @param writer what it was written with
 */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, and never compared
record WrittenEvent(byte[] bytes, int offset, Schema writer) {

  int length() {
    return bytes.length - offset;
  }
}
