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

  private final Pattern pattern;
  private final @Nullable Automaton automaton;

  private BytePattern(Pattern pattern, @Nullable Automaton automaton) {
    this.pattern = pattern;
    this.automaton = automaton;
  }

  /**
   * Reads a pattern.
   *
   * @throws InvalidPatternException where RE2 has no such pattern
   */
  public static BytePattern compile(String expression) throws InvalidPatternException {
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new InvalidPatternException(e.getDescription(), e);
    }
    try {
      return new BytePattern(pattern, Automaton.of(PatternReader.read(expression)));
    } catch (UncoveredException e) {
      return new BytePattern(pattern, null);
    }
  }

  /**
   * Whether some part of a text matches; {@code ^} and {@code $} stand for the text's own ends.
   *
   * @param utf8 holds the text, which is valid UTF-8
   */
  public boolean find(byte[] utf8, int offset, int length) {
    return automaton == null
        ? findInString(utf8, offset, length)
        : automaton.find(utf8, offset, length);
  }

  /**
   * RE2/J is asked of a string, not of bytes: in bytes, up to 1.8 at least, it takes the place
   * behind any character beyond ASCII for the start of the text.
   */
  private boolean findInString(byte[] utf8, int offset, int length) {
    return pattern.matcher(new String(utf8, offset, length, StandardCharsets.UTF_8)).find();
  }

  /** Whether it runs as an automaton, rather than by RE2/J. */
  public boolean isAutomaton() {
    return automaton != null;
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return pattern.pattern();
  }
}
