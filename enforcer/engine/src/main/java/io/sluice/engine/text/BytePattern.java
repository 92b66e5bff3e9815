package io.sluice.engine.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of RE2's syntax, looked for in the UTF-8 bytes of a text. Safe to share between
 * threads.
 *
 * <p>What {@code find} costs is linear in the length, whatever the pattern and the text. Most
 * patterns become an automaton with one look-up per byte and no object. The others, with Unicode
 * classes for example or with too many states, are run by RE2/J, on a string of them. RE2/J decides
 * in either case what is a pattern.
 */
public final class BytePattern {

  /** How a pattern is run. */
  private sealed interface Run {

    record ByAutomaton(Automaton automaton) implements Run {}

    record ByRe2(Pattern pattern) implements Run {}
  }

  private final String expression;
  private final Run run;

  private BytePattern(String expression, Run run) {
    this.expression = expression;
    this.run = run;
  }

  /**
   * Reads a pattern.
   *
   * @throws InvalidPatternException where RE2 has no such pattern
   */
  public static BytePattern compile(String expression) throws InvalidPatternException {
    boolean isEndless = EndlessFolding.isIn(expression);
    Pattern pattern = re2(isEndless ? EndlessFolding.heedingCase(expression) : expression);
    try {
      Automaton automaton = Automaton.of(PatternReader.read(expression));
      return new BytePattern(expression, new Run.ByAutomaton(automaton));
    } catch (UncoveredException e) {
      if (isEndless) {
        throw endless(e);
      }
      return new BytePattern(expression, new Run.ByRe2(pattern));
    }
  }

  /**
   * Makes sure that RE2/J itself can run a pattern, for who gives it one.
   *
   * @throws InvalidPatternException where RE2 has no such pattern, or RE2/J would not end to
   *     compile it
   */
  public static void requireRe2(String expression) throws InvalidPatternException {
    if (EndlessFolding.isIn(expression)) {
      throw endless(null);
    }
    re2(expression);
  }

  private static Pattern re2(String expression) throws InvalidPatternException {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new InvalidPatternException(e.getDescription(), e);
    }
  }

  private static InvalidPatternException endless(@Nullable Exception cause) {
    return new InvalidPatternException(
        "it ignores the case of U+1C80 to U+1C88, which RE2/J can't: leave them out of its ranges",
        cause);
  }

  /**
   * Whether some part of a text matches; {@code ^} and {@code $} stand for the text's own ends.
   *
   * @param utf8 holds the text, which is valid UTF-8
   */
  public boolean find(byte[] utf8, int offset, int length) {
    return switch (run) {
      case Run.ByAutomaton(Automaton automaton) -> automaton.find(utf8, offset, length);
      case Run.ByRe2(Pattern pattern) -> findInString(pattern, utf8, offset, length);
    };
  }

  /**
   * RE2/J is asked of a string, not of bytes: in bytes, up to 1.8 at least, it takes the place
   * behind any character beyond ASCII for the start of the text.
   */
  private static boolean findInString(Pattern pattern, byte[] utf8, int offset, int length) {
    return pattern.matcher(new String(utf8, offset, length, StandardCharsets.UTF_8)).find();
  }

  /** Whether it runs as an automaton, rather than by RE2/J. */
  public boolean isAutomaton() {
    return run instanceof Run.ByAutomaton;
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return expression;
  }
}
