package io.sluice.engine.walk;

import io.sluice.engine.text.BytePattern;
import io.sluice.engine.text.Moment;
import io.sluice.engine.text.StringFormat;
import io.sluice.engine.text.TimeText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What is demanded of a string, which is valid UTF-8 by the time it is asked. */
public sealed interface StringCheck {

  Demand demand();

  /**
   * Whether the string does.
   *
   * @param codePoints how many code points the bytes hold
   */
  boolean holds(byte[] bytes, int offset, int length, int codePoints);

  /** A length in code points, both bounds included. */
  record Length(int shortest, int longest, Demand demand) implements StringCheck {
    @Override
    public boolean holds(byte[] bytes, int offset, int length, int codePoints) {
      return codePoints >= shortest && codePoints <= longest;
    }
  }

  /** Some part of it matches. */
  record Matches(BytePattern pattern, Demand demand) implements StringCheck {
    @Override
    public boolean holds(byte[] bytes, int offset, int length, int codePoints) {
      return pattern.find(bytes, offset, length);
    }
  }

  /** It has a format. */
  record Formatted(StringFormat format, Demand demand) implements StringCheck {
    @Override
    public boolean holds(byte[] bytes, int offset, int length, int codePoints) {
      return format.holds(bytes, offset, length);
    }
  }

  /** It is a date, a time or a timestamp. */
  record Temporal(TimeText time, Demand demand) implements StringCheck {
    @Override
    public boolean holds(byte[] bytes, int offset, int length, int codePoints) {
      return time.holds(bytes, offset, length);
    }
  }

  /**
   * It names a moment not before another one, or after it. What names none breaks {@link Temporal}
   * instead, which always stands beside this.
   */
  record NotBefore(TimeText time, Moment bound, boolean exclusive, Demand demand)
      implements StringCheck {
    @Override
    public boolean holds(byte[] bytes, int offset, int length, int codePoints) {
      return !time.holds(bytes, offset, length)
          || time.compare(bytes, offset, length, bound) >= (exclusive ? 1 : 0);
    }
  }

  /** It names a moment not after another one, or before it. */
  record NotAfter(TimeText time, Moment bound, boolean exclusive, Demand demand)
      implements StringCheck {
    @Override
    public boolean holds(byte[] bytes, int offset, int length, int codePoints) {
      return !time.holds(bytes, offset, length)
          || time.compare(bytes, offset, length, bound) <= (exclusive ? -1 : 0);
    }
  }

  /** One of some values, or none of them. */
  final class Among implements StringCheck {
    private final byte[][] values;
    private final boolean expected;
    private final Demand demand;

    public Among(List<String> values, boolean expected, Demand demand) {
      this.values =
          values.stream().map(v -> v.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
      this.expected = expected;
      this.demand = demand;
    }

    @Override
    public Demand demand() {
      return demand;
    }

    @Override
    public boolean holds(byte[] bytes, int offset, int length, int codePoints) {
      for (byte[] value : values) {
        if (value.length == length
            && Arrays.equals(bytes, offset, offset + length, value, 0, length)) {
          return expected;
        }
      }
      return !expected;
    }
  }
}
