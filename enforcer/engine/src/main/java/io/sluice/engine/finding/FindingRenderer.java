package io.sluice.engine.finding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prints findings for people: severity, place and message, then the line and a caret under the
 * column.
 */
public final class FindingRenderer {

  private final Map<String, List<String>> linesByFile;

  /**
   * @param textByFile the texts that findings point into; where one is absent its lines are left
   *     out
   */
  public FindingRenderer(Map<String, String> textByFile) {
    this.linesByFile =
        textByFile.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().lines().toList()));
  }

  /** Every finding, and a last line that counts them. */
  public String render(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      render(finding, text);
    }
    return text.append(summary(findings)).append('\n').toString();
  }

  private void render(Finding finding, StringBuilder text) {
    Location at = finding.location();
    text.append(finding.severity())
        .append(' ')
        .append(at)
        .append(' ')
        .append(finding.message())
        .append(" [")
        .append(finding.rule())
        .append("]\n");
    line(at)
        .ifPresent(
            line -> text.append(line).append('\n').append(indent(line, at.column())).append("^\n"));
  }

  private Optional<String> line(Location at) {
    List<String> lines = linesByFile.getOrDefault(at.file(), List.of());
    return at.line() <= lines.size() ? Optional.of(lines.get(at.line() - 1)) : Optional.empty();
  }

  /** White space up to a column, with tabs kept, so that the caret stands right. */
  private static String indent(String line, int column) {
    return line.codePoints()
        .limit(column - 1L)
        .mapToObj(c -> c == '\t' ? "\t" : " ")
        .collect(Collectors.joining());
  }

  private static String summary(List<Finding> findings) {
    return "%d errors, %d warnings, %d notes"
        .formatted(
            count(findings, Severity.ERROR),
            count(findings, Severity.WARNING),
            count(findings, Severity.INFO));
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(f -> f.severity() == severity).count();
  }
}
