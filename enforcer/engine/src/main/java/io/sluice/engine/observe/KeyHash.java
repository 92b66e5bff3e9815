package io.sluice.engine.observe;

import io.sluice.engine.walk.LittleEndian;
import java.util.List;

/**
 * The 128-bit hash by which keys are counted without being kept: SipHash-2-4 (Aumasson and
 * Bernstein, 2012) with 128 bits of output.
 *
 * <p>It is keyed, so that nobody who writes records can look for keys that collide under the key of
 * a widespread hash, and keyed by the contract, so that the keys of two contracts can't be matched.
 * The key is no secret: whoever can guess a value can tell whether it was there, so a hash of
 * personal data is personal data.
 *
 * <p>Two of n different keys share a hash with a probability of at most n² / 2<sup>129</sup>: 1.5
 * &middot; 10<sup>-27</sup> of a million.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class KeyHash {

  private final long key0;
  private final long key1;

  KeyHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** The hash of a contract's keys: keyed by the hash of its id. */
  public static KeyHash ofContract(String id) {
    KeyText text = new KeyText();
    text.begin(1, new KeyHash(0, 0));
    text.part(id);
    text.end();
    return new KeyHash(text.firstHalf(), text.secondHalf());
  }

  /**
   * The hash of a key, as its 16 bytes.
   *
   * @param parts the texts of its fields, as {@link KeyText} writes them
   */
  public byte[] of(List<String> parts) {
    KeyText text = new KeyText();
    text.begin(parts.size(), this);
    parts.forEach(text::part);
    return hashOf(text);
  }

  /** The hash of a key that is a text, given in UTF-8; of any other bytes, theirs. */
  public byte[] of(byte[] key) {
    KeyText text = new KeyText();
    text.begin(1, this);
    text.beginPart();
    text.text(key);
    return hashOf(text);
  }

  private static byte[] hashOf(KeyText text) {
    text.end();
    return bytes(text.firstHalf(), text.secondHalf());
  }

  /** The 16 bytes of a hash, of which these are the halves. */
  public static byte[] bytes(long firstHalf, long secondHalf) {
    byte[] hash = new byte[2 * Long.BYTES];
    LittleEndian.writeLong(hash, 0, firstHalf);
    LittleEndian.writeLong(hash, Long.BYTES, secondHalf);
    return hash;
  }

  /** What a hash is computed in; halves are its bytes' words, little endian. */
  static final class Rounds {
    long first;
    long second;
  }

  /** Hashes some bytes of an array. */
  void hash(byte[] bytes, int start, int length, Rounds into) {
    long v0 = key0 ^ 0x736f6d6570736575L;
    long v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
    long v2 = key0 ^ 0x6c7967656e657261L;
    long v3 = key1 ^ 0x7465646279746573L;
    int whole = length & -Long.BYTES;
    // Words of the text, the last one with its length; then two times four rounds to finish.
    int last = whole / Long.BYTES;
    for (int word = 0; word <= last; word++) {
      long m =
          word < last
              ? LittleEndian.readLong(bytes, start + word * Long.BYTES)
              : tail(bytes, start, length);
      v3 ^= m;
      for (int round = 0; round < 2; round++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= m;
    }
    v2 ^= 0xee;
    for (int round = 0; round < 8; round++) {
      if (round == 4) {
        into.first = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
      }
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
    }
    into.second = v0 ^ v1 ^ v2 ^ v3;
  }

  /** The bytes beyond whole words, and the length of all above them. */
  private static long tail(byte[] bytes, int start, int length) {
    int at = start + (length & -Long.BYTES);
    int rest = start + length - at;
    long word = 0;
    if (at + Long.BYTES <= bytes.length) {
      word = LittleEndian.readLong(bytes, at) & ((1L << (Byte.SIZE * rest)) - 1);
    } else {
      for (int i = rest - 1; i >= 0; i--) {
        word = word << Byte.SIZE | (bytes[at + i] & 0xff);
      }
    }
    return (long) length << 56 | word;
  }
}
