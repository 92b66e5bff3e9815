package io.sluice.engine.rewrite;

import io.sluice.engine.cel.Layout;
import java.math.BigInteger;
import java.util.Arrays;

/** Bytes, of which others are written: as many of a fixed, with their length of bytes. */
public sealed interface MaskedBytes extends Part {

  /** Where the bytes lie. */
  Layout.Binary layout();

  /** Writes bytes that stand in the record. */
  void mask(Rewriting out, byte[] in, int start, int length);

  @Override
  default int write(Rewriting out, byte[] in, int at) {
    int start = layout().start(in, at);
    int length = layout().length(in, at);
    mask(out, in, start, length);
    return start + length;
  }

  /**
   * Their hash.
   *
   * @param kept how many bytes of it
   */
  record Hashed(Layout.Binary layout, int key, int kept) implements MaskedBytes {
    @Override
    public void mask(Rewriting out, byte[] in, int start, int length) {
      byte[] hash = out.hash(key, in, start, length);
      if (layout.fixed() == Layout.Binary.PREFIXED) {
        out.putWhole(kept);
      }
      out.put(hash, 0, kept);
    }
  }

  /** The 16 bytes of a UUID, made of the hash of one as it is written. */
  record HashedUuid(Layout.Binary layout, int key) implements MaskedBytes {
    @Override
    public void mask(Rewriting out, byte[] in, int start, int length) {
      byte[] text = HashedUuids.text(in, start);
      out.put(HashedUuids.bytes(out.hash(key, text, 0, text.length)));
    }
  }

  /** Their token. */
  record Tokenised(Layout.Binary layout, int key) implements MaskedBytes {
    @Override
    public void mask(Rewriting out, byte[] in, int start, int length) {
      byte[] token = out.token(key, in, start, length);
      out.putWhole(token.length);
      out.put(token);
    }
  }

  /**
   * A decimal's bucket.
   *
   * @param bucket its size, in the unit of the decimal's last digit
   */
  record Bucket(Layout.Binary layout, BigInteger bucket) implements MaskedBytes {
    @Override
    public void mask(Rewriting out, byte[] in, int start, int length) {
      BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(in, start, length);
      byte[] number = value.subtract(value.remainder(bucket)).toByteArray();
      if (layout.fixed() == Layout.Binary.PREFIXED) {
        out.putWhole(number.length);
        out.put(number);
      } else {
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) (number[0] < 0 ? -1 : 0));
        System.arraycopy(number, 0, padded, length - number.length, number.length);
        out.put(padded);
      }
    }
  }
}
