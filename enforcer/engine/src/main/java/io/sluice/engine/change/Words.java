package io.sluice.engine.change;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Written;
import io.sluice.engine.plan.Sentences;
import java.util.Collection;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts for people: compared as people read them, and quoted at a length that they read. */
final class Words {

  private static final int LONGEST = 120;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Words() {}

  /** Whether two texts say the same, however their lines are broken. */
  static boolean areSame(@Nullable String left, @Nullable String right) {
    return Objects.equals(normal(left), normal(right));
  }

  private static String normal(@Nullable String text) {
    return text == null ? "" : SPACE.matcher(text.strip()).replaceAll(" ");
  }

  /** A text in quotes, shortened where it is long; {@code nothing} where there is none. */
  static String quoted(@Nullable Object text) {
    String shown = text == null ? "" : normal(String.valueOf(text));
    if (shown.isEmpty()) {
      return "nothing";
    }
    int end = Math.min(shown.length(), LONGEST);
    return shown.length() > LONGEST
        ? "\"" + shown.substring(0, shown.offsetByCodePoints(end, -1)) + "…\""
        : "\"" + shown + "\"";
  }

  /** What is written, as text; null where nothing is. */
  static @Nullable String of(@Nullable Written written) {
    Object value = written == null ? null : written.value();
    return value == null ? null : value.toString();
  }

  /** What constraints demand of one value. */
  static String demands(Collection<Constraint> constraints) {
    return constraints.stream().map(Sentences::demanding).collect(Collectors.joining(" and "));
  }

  static String list(Collection<?> things) {
    return things.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
