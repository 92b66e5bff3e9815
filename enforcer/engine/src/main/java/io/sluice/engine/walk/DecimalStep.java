package io.sluice.engine.walk;

import java.math.BigInteger;
import java.util.List;

/**
 * A decimal: the two's-complement, big-endian unscaled value, as bytes or fixed (Avro
 * specification, "Decimal"). No bytes at all stand for no number, so they break every check.
 */
public final class DecimalStep implements Step {

  private static final int PREFIXED = -1;

  private final String name;
  private final int fixed;
  private final DecimalCheck[] checks;

  private DecimalStep(String name, int fixed, List<DecimalCheck> checks) {
    this.name = name;
    this.fixed = fixed;
    this.checks = checks.toArray(DecimalCheck[]::new);
  }

  /** A decimal in bytes. */
  public static DecimalStep prefixed(String name, List<DecimalCheck> checks) {
    return new DecimalStep(name, PREFIXED, checks);
  }

  /** A decimal in a fixed. */
  public static DecimalStep fixed(String name, int size, List<DecimalCheck> checks) {
    return new DecimalStep(name, size, checks);
  }

  @Override
  public boolean walk(Walk walk) {
    int length = fixed;
    if (fixed == PREFIXED) {
      length = walk.readLength(name);
      if (walk.failed()) {
        return false;
      }
    } else if (!walk.has(fixed, name)) {
      return false;
    }
    for (DecimalCheck check : checks) {
      if (!holds(check, walk.bytes(), walk.position(), length)) {
        walk.breach(check.demand());
      }
    }
    walk.skip(length);
    return true;
  }

  private static boolean holds(DecimalCheck check, byte[] bytes, int offset, int length) {
    if (length == 0) {
      return false;
    }
    if (length > Long.BYTES) {
      return check.holds(new BigInteger(bytes, offset, length));
    }
    long unscaled = bytes[offset];
    for (int i = 1; i < length; i++) {
      unscaled = (unscaled << 8) | (bytes[offset + i] & 0xff);
    }
    return check.holds(unscaled);
  }
}
