package io.sluice.engine.rewrite;

import io.sluice.engine.observe.Observer;
import io.sluice.engine.observe.SubjectText;
import io.sluice.engine.walk.LittleEndian;
import io.sluice.engine.walk.Walk;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The product's bytes of one record while they are written. One thread's, reused from record to
 * record.
 *
 * <p>What is kept of the record is noted and copied at once with all that follows it unchanged.
 */
public final class Rewriting {

  private static final int LONGEST_VARINT = 10;

  private final @Nullable HashKey[] hashKeys;
  private final @Nullable TokenKey[] tokenKeys;
  private final SubjectText subjectText = new SubjectText();
  private final Persons[] persons;
  private final boolean[] isForgotten;
  private final byte[] hash = new byte[HashKey.LENGTH];
  private byte[] source = new byte[0];
  private int from;
  private int to;
  private byte[] bytes = new byte[1024];
  private int end;

  /**
   * @param names the keys that the contract needs
   * @param keys where they come from
   * @throws MissingKeyException where one is missing
   */
  public Rewriting(KeyNames names, MaskKeys keys) {
    hashKeys = new @Nullable HashKey[names.hashing().size()];
    tokenKeys = new @Nullable TokenKey[names.tokenising().size()];
    for (int key = 0; key < hashKeys.length; key++) {
      KeyNames.Named named = names.hashing().get(key);
      if (named.subject() == null) {
        hashKeys[key] = new RecentHashes(keys.hashing(named.name()));
      }
    }
    for (int key = 0; key < tokenKeys.length; key++) {
      KeyNames.Named named = names.tokenising().get(key);
      if (named.subject() == null) {
        tokenKeys[key] = keys.tokenising(named.name());
      }
    }
    persons =
        names.subjects().stream()
            .map(subject -> new Persons(names, subject, keys))
            .toArray(Persons[]::new);
    isForgotten = new boolean[persons.length];
  }

  /** Holds the product's bytes of the record that was rewritten last, from its start. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes these are. */
  public int length() {
    return end;
  }

  /** What a part writes of one value, which takes all of the bytes. */
  public byte[] written(Part part, byte[] value) {
    begin(value);
    part.write(this, value, 0);
    finish();
    return Arrays.copyOf(bytes, end);
  }

  // ---- writing

  void begin(byte[] record) {
    source = record;
    from = 0;
    to = 0;
    end = 0;
  }

  void finish() {
    copyKept();
    source = hash; // holds on to no record
  }

  /** Keeps a part of the record as it is. */
  void keep(int start, int stop) {
    if (start != to) {
      copyKept();
      from = start;
    }
    to = stop;
  }

  private void copyKept() {
    int length = to - from;
    if (length > 0) {
      room(length);
      System.arraycopy(source, from, bytes, end, length);
      end += length;
    }
    from = to;
  }

  void put(byte[] value) {
    put(value, 0, value.length);
  }

  void put(byte[] value, int offset, int length) {
    copyKept();
    room(length);
    System.arraycopy(value, offset, bytes, end, length);
    end += length;
  }

  /** A zigzag varint. */
  void putWhole(long value) {
    copyKept();
    room(LONGEST_VARINT);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      bytes[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[end++] = (byte) rest;
  }

  void putDouble(double value) {
    copyKept();
    room(Double.BYTES);
    LittleEndian.writeLong(bytes, end, Double.doubleToRawLongBits(value));
    end += Double.BYTES;
  }

  void putFloat(float value) {
    copyKept();
    room(Float.BYTES);
    int bits = Float.floatToRawIntBits(value);
    for (int i = 0; i < Float.BYTES; i++) {
      bytes[end++] = (byte) (bits >>> (Byte.SIZE * i));
    }
  }

  /** The first so many hexadecimal digits of a hash. */
  void putHex(byte[] value, int digits) {
    copyKept();
    room(2 * value.length);
    Hex.write(value, bytes, end);
    end += digits;
  }

  /** So many times the same byte. */
  void putRepeated(char ascii, int count) {
    copyKept();
    room(count);
    Arrays.fill(bytes, end, end + count, (byte) ascii);
    end += count;
  }

  private void room(int more) {
    if (bytes.length - end < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(end, more)));
    }
  }

  // ---- keys

  /** Takes the keys of whom a record is about. */
  void about(int subject, Observer.From from, Walk walk) {
    if (subjectText.read(from, walk)) {
      about(subject, subjectText.bytes(), subjectText.length());
    } else {
      isForgotten[subject] = true; // nobody has no keys
    }
  }

  /**
   * Takes the keys of a person for what is {@linkplain #written written} next.
   *
   * @param text says who it is, from its start
   */
  public void about(int subject, byte[] text, int length) {
    isForgotten[subject] = !persons[subject].take(text, length, hashKeys, tokenKeys);
  }

  boolean isForgotten(int subject) {
    return isForgotten[subject];
  }

  /** The hash of a value by a key; overwritten by the next one. */
  byte[] hash(int key, byte[] value, int offset, int length) {
    Objects.requireNonNull(hashKeys[key]).hash(value, offset, length, hash);
    return hash;
  }

  byte[] token(int key, byte[] value, int offset, int length) {
    byte[] token = Objects.requireNonNull(tokenKeys[key]).token(value, offset, length);
    if (token.length - length > TokenKey.MOST_OVERHEAD) {
      throw new IllegalStateException("a token is longer than its key may make it");
    }
    return token;
  }
}
