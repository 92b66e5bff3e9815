package io.sluice.engine.odcs;

import io.sluice.engine.contract.Classifications;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an organisation says of its words for how sensitive values are: {@code order}, the least
 * sensitive first, and which of them are {@code personal}.
 *
 * @param classifications the standard's where the document is no good
 * @param findings what is wrong with it
 */
public record ClassificationsDocument(Classifications classifications, List<Finding> findings) {

  /** The name of the file, which stands beside the contracts or above them. */
  public static final String NAME = "classifications.yaml";

  private static final String ORDER = "order";
  private static final String PERSONAL = "personal";
  private static final Set<String> KEYS = Set.of(ORDER, PERSONAL);

  public ClassificationsDocument {
    findings = List.copyOf(findings);
  }

  /**
   * Reads a document.
   *
   * @param file the name to give it in findings
   */
  public static ClassificationsDocument parse(String file, String text) {
    Report report = new Report();
    Classifications read =
        YamlTree.parse(file, text, report)
            .map(root -> read(new Fields(file, root), report))
            .orElse(Classifications.STANDARD);
    return new ClassificationsDocument(read, report.findings());
  }

  private static Classifications read(Fields root, Report report) {
    for (Fields.Entry entry : root.entries()) {
      if (!KEYS.contains(entry.key())) {
        report.classifications(
            entry.location(),
            "%s is no setting of classifications%s"
                .formatted(entry.key(), Suggestions.of(entry.key(), KEYS, "; did you mean %s?")));
      }
    }
    List<String> order = words(root, ORDER, report);
    if (order.isEmpty()) {
      report.classifications(
          root.location(ORDER), "order has to list the words, the least sensitive first");
      return Classifications.STANDARD;
    }
    try {
      return new Classifications(order, Set.copyOf(words(root, PERSONAL, report)));
    } catch (IllegalArgumentException e) {
      report.classifications(root.location(ORDER), String.valueOf(e.getMessage()));
      return Classifications.STANDARD;
    }
  }

  private static List<String> words(Fields root, String key, Report report) {
    List<String> words = new ArrayList<>();
    for (Fields item : root.children(key)) {
      String word = item.text();
      if (word == null || word.isBlank()) {
        report.classifications(item.location(), key + " lists words");
      } else if (!words.contains(word.strip())) {
        words.add(word.strip());
      }
    }
    return words;
  }
}
