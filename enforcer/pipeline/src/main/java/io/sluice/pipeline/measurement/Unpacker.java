package io.sluice.pipeline.measurement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Reads what a {@link Packer} wrote, in the same order. */
final class Unpacker {

  private final byte[] bytes;
  private int at;

  Unpacker(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException where the bytes end, or hold no number
   */
  long number() {
    long number = 0;
    for (int shift = 0; shift < 64 && at < bytes.length; shift += 7) {
      byte part = bytes[at++];
      number |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return (number >>> 1) ^ -(number & 1);
      }
    }
    throw broken();
  }

  boolean flag() {
    return number() != 0;
  }

  Instant instant() {
    return Instant.ofEpochMilli(number());
  }

  /** How many of something follow. */
  int count() {
    long count = number();
    if (count < 0 || count > bytes.length - at) {
      throw broken();
    }
    return (int) count;
  }

  String text() {
    int length = count();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private IllegalArgumentException broken() {
    return new IllegalArgumentException(
        "not an entry of a measurement: " + bytes.length + " bytes");
  }
}
