package io.sluice.engine.finding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lines that people are shown of a file, each with a caret under the column. */
public final class Excerpts {

  /** How many code points of a line are shown; of a longer one those around the column. */
  private static final int WIDTH = 160;

  private final Map<String, List<String>> linesByFile;

  /**
   * @param textByFile the texts that places point into; where one is absent its lines are left out
   */
  public Excerpts(Map<String, String> textByFile) {
    this.linesByFile =
        textByFile.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().lines().toList()));
  }

  /** Writes the line of a place, and below it the caret; nothing where the line is not known. */
  public void append(Location at, StringBuilder text) {
    line(at).ifPresent(line -> excerpt(line, at.column(), text));
  }

  private Optional<String> line(Location at) {
    List<String> lines = linesByFile.getOrDefault(at.file(), List.of());
    return at.line() <= lines.size() ? Optional.of(lines.get(at.line() - 1)) : Optional.empty();
  }

  private static void excerpt(String line, int column, StringBuilder text) {
    int[] shown = line.codePoints().map(Excerpts::printable).toArray();
    int marked = Math.min(column - 1, shown.length);
    int start = Math.max(0, Math.min(marked - WIDTH / 2, shown.length - WIDTH));
    int end = Math.min(shown.length, start + WIDTH);
    String before = start > 0 ? "…" : "";
    text.append(before)
        .append(new String(shown, start, end - start))
        .append(end < shown.length ? "…" : "")
        .append('\n')
        .append(" ".repeat(before.length()));
    for (int i = start; i < marked; i++) {
      text.append(blank(shown[i]));
    }
    text.append("^\n");
  }

  /** What a terminal would act on, rather than print, is not shown. */
  private static int printable(int codePoint) {
    boolean isHarmless =
        codePoint == '\t'
            || !(Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT
                || codePoint == 0xFEFF);
    return isHarmless ? codePoint : 0xFFFD;
  }

  /**
   * White space as wide as a code point on a terminal: a tab stays one, so that it reaches as far.
   */
  private static String blank(int codePoint) {
    if (codePoint == '\t') {
      return "\t";
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> "";
      default -> isWide(codePoint) ? "  " : " ";
    };
  }

  /** The scripts and pictures that take two columns (Unicode TR 11, its large blocks). */
  private static boolean isWide(int codePoint) {
    return (codePoint >= 0x1100 && codePoint <= 0x115F)
        || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
        || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
        || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
        || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
        || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
        || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
        || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
  }
}
