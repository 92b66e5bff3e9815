package io.sluice.engine.walk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decimal: the two's-complement, big-endian unscaled value, as bytes or fixed (Avro
 * specification, "Decimal").
 */
public final class DecimalStep implements Step {

  private static final int PREFIXED = -1;

  private final String name;
  private final int fixed;
  private final @Nullable Demand number;
  private final DecimalCheck[] checks;

  private DecimalStep(String name, int fixed, @Nullable Demand number, List<DecimalCheck> checks) {
    this.name = name;
    this.fixed = fixed;
    this.number = number;
    this.checks = checks.toArray(DecimalCheck[]::new);
  }

  /**
   * A decimal in bytes.
   *
   * @param number broken where there are no bytes at all, which are no number and are asked nothing
   *     else; null where that is nobody's business
   */
  public static DecimalStep prefixed(
      String name, @Nullable Demand number, List<DecimalCheck> checks) {
    return new DecimalStep(name, PREFIXED, number, checks);
  }

  /** A decimal in a fixed. */
  public static DecimalStep fixed(String name, int size, List<DecimalCheck> checks) {
    return new DecimalStep(name, size, null, checks);
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
    if (length == 0) {
      if (number != null) {
        walk.breach(number);
      }
      return true;
    }
    judge(walk, length);
    walk.skip(length);
    return true;
  }

  private void judge(Walk walk, int length) {
    byte[] bytes = walk.bytes();
    int padding = length > Long.BYTES ? TwosComplement.padding(bytes, walk.position(), length) : 0;
    int offset = walk.position() + padding;
    int size = length - padding;
    long unscaled = size > Long.BYTES ? 0 : unscaled(bytes, offset, size);
    for (DecimalCheck check : checks) {
      boolean holds = size > Long.BYTES ? check.holds(bytes, offset, size) : check.holds(unscaled);
      if (!holds) {
        walk.breach(check.demand());
      }
    }
  }

  private static long unscaled(byte[] bytes, int offset, int length) {
    long unscaled = bytes[offset];
    for (int i = 1; i < length; i++) {
      unscaled = (unscaled << 8) | (bytes[offset + i] & 0xff);
    }
    return unscaled;
  }
}
