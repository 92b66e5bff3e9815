package io.sluice.engine.profile;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The texts of a field: how long, what they could be, what form they share, which ones if few. */
final class TextProfile {

  /** More different ones are not a few words that repeat. */
  static final int MOST_SYMBOLS = 20;

  private static final int LONGEST_SYMBOL = 40;

  private final Set<TextKind> kinds = EnumSet.allOf(TextKind.class);
  private final NumberProfile numbers = new NumberProfile();
  private final TextShape shape = new TextShape();
  private final Moments moments = new Moments();
  private @Nullable Map<String, Long> symbols = new TreeMap<>();
  private long count;
  private long blank;
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private int fractionDigits;

  void add(String text) {
    count++;
    blank += text.isBlank() ? 1 : 0;
    int length = text.codePointCount(0, text.length());
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    shape.add(text);
    kinds.removeIf(kind -> !kind.fits(text));
    if (kinds.contains(TextKind.NUMBER)) {
      numbers.add(new BigDecimal(text));
    }
    if (kinds.contains(TextKind.TIMESTAMP)) {
      moment(OffsetDateTime.parse(text));
    } else if (kinds.contains(TextKind.LOCAL_TIMESTAMP)) {
      moment(LocalDateTime.parse(text).atOffset(ZoneOffset.UTC));
    }
    symbol(text);
  }

  private void moment(OffsetDateTime time) {
    int nanos = time.getNano();
    fractionDigits =
        Math.max(fractionDigits, nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9);
    moments.add(time.toInstant().toEpochMilli());
  }

  private void symbol(String text) {
    Map<String, Long> known = symbols;
    if (known == null) {
      return;
    }
    known.merge(text, 1L, Long::sum);
    if (known.size() > MOST_SYMBOLS || text.length() > LONGEST_SYMBOL || text.isBlank()) {
      symbols = null;
    }
  }

  long count() {
    return count;
  }

  long blank() {
    return blank;
  }

  /** In code points. */
  int shortest() {
    return shortest;
  }

  /** In code points. */
  int longest() {
    return longest;
  }

  /** Whether every one, and there is one, is of that kind. */
  boolean areAll(TextKind kind) {
    return count > 0 && kinds.contains(kind);
  }

  /** How finely the moments are written: 3, 6 or 9 digits of a second. */
  int fractionDigits() {
    return fractionDigits;
  }

  /** They as numbers, where they {@linkplain TextKind#NUMBER are all numbers}. */
  NumberProfile numbers() {
    return numbers;
  }

  Moments moments() {
    return moments;
  }

  TextShape shape() {
    return shape;
  }

  /** The different ones in order of the alphabet, where they are few; else none. */
  List<String> symbols() {
    return symbols == null ? List.of() : List.copyOf(symbols.keySet());
  }

  /** Whether they only say yes or no. */
  boolean areYesOrNo() {
    return !symbols().isEmpty() && symbols().stream().allMatch(TextKind::isYesOrNo);
  }
}
