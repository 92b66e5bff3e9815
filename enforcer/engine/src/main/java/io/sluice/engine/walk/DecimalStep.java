package io.sluice.engine.walk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decimal: the two's-complement, big-endian unscaled value, as bytes or fixed (Avro
 * specification, "Decimal").
 */
public final class DecimalStep extends Step {

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
  int walk(Walk walk, byte[] bytes, int at, int end) {
    int length = fixed;
    int start = at;
    if (fixed == PREFIXED) {
      length = walk.readLength(bytes, at, end, name);
      start = walk.next();
      if (start == UNREADABLE) {
        return UNREADABLE;
      }
    } else if (end - at < fixed) {
      return walk.fail(Structure.TRUNCATED, name);
    }
    if (length == 0) {
      if (number != null) {
        walk.breach(number);
      }
      return start;
    }
    judge(walk, bytes, start, length);
    return start + length;
  }

  private void judge(Walk walk, byte[] bytes, int start, int length) {
    int padding = length > Long.BYTES ? TwosComplement.padding(bytes, start, length) : 0;
    int offset = start + padding;
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
