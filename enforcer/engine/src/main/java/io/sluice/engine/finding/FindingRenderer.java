package io.sluice.engine.finding;

import java.util.List;
import java.util.Map;

/**
 * Prints findings for people: severity, place and message, then the line and a caret under the
 * column.
 */
public final class FindingRenderer {

  private final Excerpts excerpts;

  /**
   * @param textByFile the texts that findings point into; where one is absent its lines are left
   *     out
   */
  public FindingRenderer(Map<String, String> textByFile) {
    this.excerpts = new Excerpts(textByFile);
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
    excerpts.append(at, text);
  }

  private static String summary(List<Finding> findings) {
    return "%s, %s, %s"
        .formatted(
            count(findings, Severity.ERROR, "error"),
            count(findings, Severity.WARNING, "warning"),
            count(findings, Severity.INFO, "note"));
  }

  private static String count(List<Finding> findings, Severity severity, String word) {
    long count = findings.stream().filter(f -> f.severity() == severity).count();
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
