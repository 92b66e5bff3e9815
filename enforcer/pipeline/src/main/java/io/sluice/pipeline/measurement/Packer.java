package io.sluice.pipeline.measurement;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes the values of a store: numbers in as many bytes as they need, texts with their length. */
final class Packer {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  /** A number of either sign; small ones take the fewest bytes. */
  Packer number(long number) {
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  Packer flag(boolean flag) {
    return number(flag ? 1 : 0);
  }

  /** An instant, to the millisecond. */
  Packer instant(Instant instant) {
    return number(instant.toEpochMilli());
  }

  Packer text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
