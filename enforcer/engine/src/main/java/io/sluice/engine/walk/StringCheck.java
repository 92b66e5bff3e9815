package io.sluice.engine.walk;

import com.google.re2j.Pattern;
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

  /** Some part of it matches. RE2: the time is linear in the length, whatever the pattern. */
  record Matches(Pattern pattern, Demand demand) implements StringCheck {
    @Override
    public boolean holds(byte[] bytes, int offset, int length, int codePoints) {
      // re2j matches whole arrays only, so the slice is copied.
      return pattern.matcher(Arrays.copyOfRange(bytes, offset, offset + length)).find();
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
