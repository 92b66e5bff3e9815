package io.sluice.engine.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the common part of RE2's syntax. What it reads, RE2/J has read before, so it never has to
 * say what is wrong with a pattern.
 */
final class PatternReader {

  private static final int DEEPEST = 100;
  private static final CodePoints ANY = CodePoints.of(0, Character.MAX_CODE_POINT);
  private static final CodePoints NO_NEWLINE = CodePoints.of('\n', '\n').negated();

  private final int[] characters;
  private int position;
  private int depth;
  private boolean ignoresCase;
  private boolean byLine;
  private boolean dotIsAny;

  private PatternReader(String expression) {
    this.characters = expression.codePoints().toArray();
  }

  /**
   * Reads a pattern that RE2/J knows.
   *
   * @throws UncoveredException where it is beyond the common part
   */
  static Expression read(String expression) throws UncoveredException {
    PatternReader reader = new PatternReader(expression);
    Expression whole = reader.choice();
    if (reader.more()) {
      throw new UncoveredException("what follows at " + reader.position);
    }
    return whole;
  }

  // ---- structure

  private Expression choice() throws UncoveredException {
    if (++depth > DEEPEST) {
      throw new UncoveredException("deep nesting");
    }
    List<Expression> branches = new ArrayList<>();
    do {
      branches.add(sequence());
    } while (takes('|'));
    depth--;
    return branches.size() == 1 ? branches.getFirst() : new Expression.Choice(branches);
  }

  private Expression sequence() throws UncoveredException {
    List<Expression> parts = new ArrayList<>();
    while (more() && !at('|') && !at(')')) {
      Expression.Repeat repeat = repetition(parts);
      if (repeat != null) {
        parts.removeLast();
        parts.add(repeat);
      } else {
        part(parts);
      }
    }
    return new Expression.Sequence(parts);
  }

  /** The last part, repeated; null where no repetition stands here. */
  private Expression.@Nullable Repeat repetition(List<Expression> parts) {
    int[] times =
        takes('*')
            ? new int[] {0, Expression.Repeat.UNLIMITED}
            : takes('+')
                ? new int[] {1, Expression.Repeat.UNLIMITED}
                : takes('?') ? new int[] {0, 1} : counted();
    if (times == null) {
      return null;
    }
    // What is lazy matches a text as often as what is greedy.
    takes('?');
    return new Expression.Repeat(parts.getLast(), times[0], times[1]);
  }

  /** How often braces repeat; null where none stand here, or such that stand for themselves. */
  private int @Nullable [] counted() {
    int start = position;
    if (takes('{')) {
      int fewest = number();
      int most = !takes(',') ? fewest : at('}') ? Expression.Repeat.UNLIMITED : number();
      boolean counts = fewest >= 0 && (most >= 0 || characters[position - 1] == ',');
      if (counts && takes('}')) {
        return new int[] {fewest, most};
      }
    }
    position = start;
    return null;
  }

  /** A number without leading zeros; -1 where there is none. */
  private int number() {
    int start = position;
    int number = 0;
    while (more() && characters[position] >= '0' && characters[position] <= '9') {
      // RE2 counts to a thousand.
      number = Math.min(number * 10 + characters[position++] - '0', 10_000);
    }
    boolean leadingZero = position - start > 1 && characters[start] == '0';
    return position == start || leadingZero ? -1 : number;
  }

  private void part(List<Expression> parts) throws UncoveredException {
    int character = characters[position++];
    switch (character) {
      case '(' -> group(parts);
      case '[' -> parts.add(new Expression.One(set()));
      case '.' -> parts.add(new Expression.One(dotIsAny ? ANY : NO_NEWLINE));
      case '^' -> parts.add(at(byLine ? Assertion.LINE_STARTS : Assertion.TEXT_STARTS));
      case '$' -> parts.add(at(byLine ? Assertion.LINE_ENDS : Assertion.TEXT_ENDS));
      case '\\' -> parts.add(escaped());
      default -> parts.add(new Expression.One(cased(CodePoints.of(character, character))));
    }
  }

  private static Expression at(Assertion assertion) {
    return new Expression.At(assertion);
  }

  private void group(List<Expression> parts) throws UncoveredException {
    boolean ignoredCase = ignoresCase;
    boolean wasByLine = byLine;
    boolean dotWasAny = dotIsAny;
    if (takes('?')) {
      if (takes('P') || at('<')) {
        while (!takes('>')) {
          position++;
        }
      } else if (flags() == ')') {
        // Flags without a group of their own hold up to the end of the group around them.
        return;
      }
    }
    parts.add(choice());
    if (!takes(')')) {
      throw new UncoveredException("a group without an end");
    }
    ignoresCase = ignoredCase;
    byLine = wasByLine;
    dotIsAny = dotWasAny;
  }

  /** Sets the flags, and tells what ends them: a colon or a parenthesis. */
  private int flags() throws UncoveredException {
    boolean value = true;
    while (true) {
      int flag = characters[position++];
      switch (flag) {
        case '-' -> value = false;
        case 'i' -> ignoresCase = value;
        case 'm' -> byLine = value;
        case 's' -> dotIsAny = value;
        case 'U' -> {
          // Says what is greedy.
        }
        case ':', ')' -> {
          return flag;
        }
        default -> throw new UncoveredException("a flag");
      }
    }
  }

  // ---- characters

  private Expression escaped() throws UncoveredException {
    Assertion assertion =
        switch (characters[position]) {
          case 'A' -> Assertion.TEXT_STARTS;
          case 'z' -> Assertion.TEXT_ENDS;
          case 'b' -> Assertion.WORD_BOUNDARY;
          case 'B' -> Assertion.NO_WORD_BOUNDARY;
          default -> null;
        };
    if (assertion != null) {
      position++;
      return at(assertion);
    }
    CodePoints named = perlClass();
    if (named != null) {
      return new Expression.One(named);
    }
    int character = escapedCharacter();
    return new Expression.One(cased(CodePoints.of(character, character)));
  }

  private @Nullable CodePoints perlClass() throws UncoveredException {
    int letter = characters[position];
    String name =
        switch (letter) {
          case 'd', 'D' -> "digit";
          case 's', 'S' -> "perl space";
          case 'w', 'W' -> "word";
          default -> null;
        };
    if (name == null) {
      return null;
    }
    position++;
    CodePoints named = cased(NamedClasses.of(name));
    return Character.isUpperCase(letter) ? named.negated() : named;
  }

  /** The character that is written behind a backslash. */
  private int escapedCharacter() throws UncoveredException {
    int character = characters[position++];
    return switch (character) {
      case 'a' -> 0x07;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      case 'x' -> hexadecimal();
      default -> {
        if (character >= 0x80 || Ascii.is((byte) character, Ascii.ALPHANUMERIC)) {
          throw new UncoveredException("an escape");
        }
        yield character;
      }
    };
  }

  private int hexadecimal() {
    int value = 0;
    if (takes('{')) {
      while (!takes('}')) {
        value = value * 16 + Character.digit(characters[position++], 16);
      }
      return value;
    }
    for (int i = 0; i < 2; i++) {
      value = value * 16 + Character.digit(characters[position++], 16);
    }
    return value;
  }

  private CodePoints set() throws UncoveredException {
    boolean negated = takes('^');
    CodePoints set = new CodePoints(List.of());
    boolean first = true;
    while (first || !at(']')) {
      first = false;
      CodePoints named = namedInSet();
      set = set.or(named == null ? range() : named);
    }
    position++;
    return negated ? set.negated() : set;
  }

  private @Nullable CodePoints namedInSet() throws UncoveredException {
    if (at('[') && position + 1 < characters.length && characters[position + 1] == ':') {
      int end = position + 2;
      while (end + 1 < characters.length
          && !(characters[end] == ':' && characters[end + 1] == ']')) {
        end++;
      }
      if (end + 1 >= characters.length) {
        return null;
      }
      boolean negated = characters[position + 2] == '^';
      int start = position + (negated ? 3 : 2);
      CodePoints named = cased(NamedClasses.of(new String(characters, start, end - start)));
      position = end + 2;
      return negated ? named.negated() : named;
    }
    if (at('\\')) {
      position++;
      CodePoints named = perlClass();
      if (named == null) {
        position--;
      }
      return named;
    }
    return null;
  }

  private CodePoints range() throws UncoveredException {
    int from = characterInSet();
    int to = from;
    if (position + 1 < characters.length && at('-') && characters[position + 1] != ']') {
      position++;
      to = characterInSet();
    }
    return cased(CodePoints.of(from, to));
  }

  private int characterInSet() throws UncoveredException {
    int character = characters[position++];
    return character == '\\' ? escapedCharacter() : character;
  }

  private CodePoints cased(CodePoints of) {
    return ignoresCase ? of.ofEitherCase() : of;
  }

  // ---- cursor

  private boolean more() {
    return position < characters.length;
  }

  private boolean at(int character) {
    return more() && characters[position] == character;
  }

  private boolean takes(int character) {
    boolean here = at(character);
    position += here ? 1 : 0;
    return here;
  }
}
