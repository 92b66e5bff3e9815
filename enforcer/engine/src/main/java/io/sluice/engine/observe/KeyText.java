package io.sluice.engine.observe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a key, by value and not by encoding, so that every writer's bytes of one value, and a
 * list that people write, give the same: strings as they are; whole numbers, dates and times in
 * digits, the latter two as their count in the unit of the contract's schema; decimals in plain
 * digits without trailing zeros; enums by their symbol; booleans as {@code true} and {@code false};
 * UUIDs in lower case; bytes as they are; floating-point numbers as {@link Double#toString} has
 * them.
 *
 * <p>Where a key has several fields, the length of each stands before it. The text of one field is
 * hashed where it stands, unless it is to be kept. One thread's, reused.
 */
final class KeyText {

  private static final int LENGTH = Integer.BYTES;
  private static final byte[] TRUE = utf8("true");
  private static final byte[] FALSE = utf8("false");
  private static final byte[] HEX = utf8("0123456789abcdef");

  private final byte[] digits = new byte[24];
  private final KeyHash.Rounds rounds = new KeyHash.Rounds();
  private byte[] text = new byte[64];

  private KeyHash hash = new KeyHash(0, 0);
  private int end;
  private int part;
  private boolean hasSeveral;
  private boolean isKept;
  private boolean isWritten;
  private boolean isHashed;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Begins a key of so many parts. */
  void begin(int parts, KeyHash by) {
    if (hash != by) {
      // Hardly ever: to store a reference costs more than to look at it.
      hash = by;
    }
    hasSeveral = parts > 1;
    isKept = hasSeveral;
    isHashed = false;
    end = 0;
  }

  /** Begins a text of one field, which is kept and not hashed. */
  void beginKept() {
    begin(1, hash);
    isKept = true;
    beginPart();
  }

  /** The text of what was {@linkplain #beginKept kept}; its first {@link #length()} bytes. */
  byte[] bytes() {
    return text;
  }

  int length() {
    return end;
  }

  void beginPart() {
    part = end;
    isWritten = false;
    if (hasSeveral) {
      room(LENGTH);
      end += LENGTH;
    }
  }

  /** Ends a part; false where it was null, so that nothing has been written. */
  boolean endPart() {
    if (isWritten && hasSeveral) {
      int length = end - part - LENGTH;
      for (int i = 0; i < LENGTH; i++) {
        text[part + i] = (byte) (length >>> (Byte.SIZE * i));
      }
    }
    return isWritten;
  }

  /** A part as it is. */
  void part(String value) {
    beginPart();
    text(utf8(value));
    endPart();
  }

  /** Ends a key, of which no part was null. */
  void end() {
    if (!isHashed) {
      hash.hash(text, 0, end, rounds);
    }
  }

  /** The first half of the hash of the key that ended last. */
  long firstHalf() {
    return rounds.first;
  }

  /** The second half of it. */
  long secondHalf() {
    return rounds.second;
  }

  // ---- values

  void text(byte[] bytes) {
    text(bytes, 0, bytes.length);
  }

  void text(byte[] bytes, int offset, int length) {
    if (isKept) {
      copy(bytes, offset, length);
    } else {
      hash.hash(bytes, offset, length, rounds);
      isHashed = true;
      isWritten = true;
    }
  }

  private void copy(byte[] bytes, int offset, int length) {
    room(length);
    System.arraycopy(bytes, offset, text, end, length);
    end += length;
    isWritten = true;
  }

  void lowerCase(byte[] bytes, int offset, int length) {
    int from = end;
    copy(bytes, offset, length);
    for (int i = from; i < end; i++) {
      byte c = text[i];
      text[i] = c >= 'A' && c <= 'Z' ? (byte) (c + 'a' - 'A') : c;
    }
  }

  void truth(boolean value) {
    text(value ? TRUE : FALSE);
  }

  void whole(long value) {
    decimal(value, 0);
  }

  void real(double value) {
    // Zero is one number, whatever its sign.
    text(utf8(Double.toString(value + 0.0)));
  }

  /** So many digits after the point; where they end in zeros, without these. */
  void decimal(long unscaled, int scale) {
    long rest = unscaled;
    int places = scale;
    while (places > 0 && rest % 10 == 0) {
      rest /= 10;
      places--;
    }
    int from = digits.length;
    int written = 0;
    // Digits are taken from below zero, where the least number has its counterpart.
    long below = rest > 0 ? -rest : rest;
    do {
      if (written == places && places > 0) {
        digits[--from] = '.';
      }
      digits[--from] = (byte) ('0' - below % 10);
      below /= 10;
      written++;
    } while (below != 0 || written <= places);
    if (rest < 0) {
      digits[--from] = '-';
    }
    text(digits, from, digits.length - from);
  }

  /** 16 bytes as a UUID is written. */
  void uuid(byte[] bytes, int offset) {
    room(36);
    for (int i = 0; i < 16; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        text[end++] = '-';
      }
      text[end++] = HEX[(bytes[offset + i] >> 4) & 0xf];
      text[end++] = HEX[bytes[offset + i] & 0xf];
    }
    isWritten = true;
  }

  private void room(int more) {
    int needed = end + more;
    if (text.length < needed) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, needed));
    }
  }
}
