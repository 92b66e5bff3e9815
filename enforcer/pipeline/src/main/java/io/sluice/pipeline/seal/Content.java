package io.sluice.pipeline.seal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed of a raw record, as bytes: its timestamp, whether its key is among them, the key,
 * the value, how many headers, and of each the name and the value. Numbers are big-endian; each
 * text and value follows its length, which is -1 for null.
 */
final class Content {

  private static final int NULL = -1;
  private static final byte KEYED = 1;
  private static final byte KEYLESS = 0;

  private Content() {}

  /**
   * Writes them.
   *
   * @param keyed whether the key is sealed; else the letter has it as its own
   * @param headers those of the record's producer
   */
  static byte[] of(ConsumerRecord<byte[], byte[]> raw, boolean keyed, List<Header> headers) {
    byte[] key = keyed ? raw.key() : null;
    byte[] value = raw.value();
    List<byte[]> names = new ArrayList<>(headers.size());
    int size = Long.BYTES + 1 + size(key) + size(value) + Integer.BYTES;
    for (Header header : headers) {
      byte[] name = header.key().getBytes(StandardCharsets.UTF_8);
      names.add(name);
      size += size(name) + size(header.value());
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    bytes.putLong(raw.timestamp()).put(keyed ? KEYED : KEYLESS);
    put(bytes, key);
    put(bytes, value);
    bytes.putInt(headers.size());
    for (int i = 0; i < names.size(); i++) {
      put(bytes, names.get(i));
      put(bytes, headers.get(i).value());
    }
    return bytes.array();
  }

  private static int size(byte @Nullable [] part) {
    return Integer.BYTES + (part == null ? 0 : part.length);
  }

  private static void put(ByteBuffer bytes, byte @Nullable [] part) {
    if (part == null) {
      bytes.putInt(NULL);
    } else {
      bytes.putInt(part.length).put(part);
    }
  }

  /**
   * The raw record that they are of.
   *
   * @param place where it stands
   * @param letterKey the key of its letter
   * @throws IllegalArgumentException where they are of none
   */
  static ConsumerRecord<byte[], byte[]> record(
      byte[] content, RawPlace place, byte @Nullable [] letterKey) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      long timestamp = bytes.getLong();
      boolean keyed = bytes.get() == KEYED;
      byte[] key = take(bytes);
      byte[] value = take(bytes);
      RecordHeaders headers = new RecordHeaders();
      for (int left = bytes.getInt(); left > 0; left--) {
        byte[] name = take(bytes);
        if (name == null) {
          throw new IllegalArgumentException("a header without a name");
        }
        headers.add(new RecordHeader(new String(name, StandardCharsets.UTF_8), take(bytes)));
      }
      return place.record(timestamp, keyed ? key : letterKey, value, headers);
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("not the content of a letter", e);
    }
  }

  private static byte @Nullable [] take(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length == NULL) {
      return null;
    }
    if (length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] part = new byte[length];
    bytes.get(part);
    return part;
  }
}
