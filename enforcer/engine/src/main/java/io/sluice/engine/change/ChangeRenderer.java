package io.sluice.engine.change;

import io.sluice.engine.finding.Excerpts;
import io.sluice.engine.finding.FindingRenderer;
import java.util.List;
import java.util.Map;

/** Prints changes for people: what changed and where, whom it breaks, and what to do instead. */
public final class ChangeRenderer {

  private final Excerpts excerpts;
  private final FindingRenderer findings;

  /**
   * @param textByFile the texts that changes point into; where one is absent its lines are left out
   */
  public ChangeRenderer(Map<String, String> textByFile) {
    this.excerpts = new Excerpts(textByFile);
    this.findings = new FindingRenderer(textByFile);
  }

  /** Every change, what is to be said of exemptions, and a last line that counts them. */
  public String render(Exemptions.Judged judged) {
    StringBuilder text = new StringBuilder();
    judged.changes().forEach(change -> render(change, text));
    if (!judged.findings().isEmpty()) {
      text.append(findings.render(judged.findings()));
    }
    return text.append(summary(judged)).append('\n').toString();
  }

  private void render(Change change, StringBuilder text) {
    text.append(change.impact())
        .append(' ')
        .append(change.after())
        .append(' ')
        .append(change.message())
        .append(" [")
        .append(change.id())
        .append("]\n");
    excerpts.append(change.after(), text);
    text.append("  was ")
        .append(change.before())
        .append("; consumers: ")
        .append(change.consumer().word())
        .append(", producers: ")
        .append(change.producer().word())
        .append('\n');
    change.instead().ifPresent(instead -> text.append("  instead: ").append(instead).append('\n'));
  }

  private static String summary(Exemptions.Judged judged) {
    List<Change> changes = judged.changes();
    String exempted =
        judged.exempted().isEmpty() ? "" : ", " + judged.exempted().size() + " agreed to";
    return changes.isEmpty()
        ? "no changes" + exempted
        : "%d %s: %d breaking, %d to look at, %d harmless%s"
            .formatted(
                changes.size(),
                changes.size() == 1 ? "change" : "changes",
                count(changes, Impact.BREAKING),
                count(changes, Impact.WARNING),
                count(changes, Impact.INFO),
                exempted);
  }

  private static long count(List<Change> changes, Impact impact) {
    return changes.stream().filter(change -> change.impact() == impact).count();
  }
}
