package io.sluice.engine.profile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a text can be more than a text, as far as {@code test} reads it so. */
enum TextKind {
  UUID("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
  DATE("\\d{4}-\\d{2}-\\d{2}"),
  /** With an offset. */
  TIMESTAMP("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})"),
  LOCAL_TIMESTAMP("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?"),
  /** Any date with a time, however it is written. */
  LIKE_A_TIME("\\d{1,4}[-/. ]\\d{1,2}[-/. ]\\d{2,4}([ T]\\d{1,2}:\\d{2}.*)?"),
  /** As JSON writes numbers: 007 is none. */
  NUMBER("-?(0|[1-9]\\d{0,30})(\\.\\d{1,30})?"),
  BOOLEAN("(?i)true|false"),
  EMAIL("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  private static final Set<String> YES_OR_NO =
      Set.of("yes", "no", "y", "n", "true", "false", "t", "f", "0", "1");

  private static final int LONGEST = 64;

  private final Pattern form;

  TextKind(String form) {
    this.form = Pattern.compile(form);
  }

  boolean fits(String text) {
    if ((text.length() > LONGEST && this != EMAIL) || !form.matcher(text).matches()) {
      return false;
    }
    try {
      switch (this) {
        case DATE -> LocalDate.parse(text);
        case TIMESTAMP -> OffsetDateTime.parse(text);
        case LOCAL_TIMESTAMP -> LocalDateTime.parse(text);
        case UUID, LIKE_A_TIME, NUMBER, BOOLEAN, EMAIL -> {}
      }
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether a text only says yes or no. */
  static boolean isYesOrNo(String text) {
    return YES_OR_NO.contains(text.toLowerCase(Locale.ROOT));
  }
}
