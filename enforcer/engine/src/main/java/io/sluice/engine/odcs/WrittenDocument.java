package io.sluice.engine.odcs;

import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * A YAML document as it is written, with the place of each part, whatever the standard makes of it.
 *
 * @param root empty where it is no mapping
 * @param findings why
 */
public record WrittenDocument(Optional<Written> root, List<Finding> findings) {

  public WrittenDocument {
    findings = List.copyOf(findings);
  }

  /** Reads a document; whatever the text is, it gives findings and no exception. */
  public static WrittenDocument parse(String file, String text) {
    Report report = new Report();
    Optional<MappingNode> root = YamlTree.parse(file, text, report);
    return new WrittenDocument(
        root.map(node -> new Fields(file, node).written()), report.findings());
  }

  /** What is written; nothing where it is no mapping. */
  public Written orNothing(String file) {
    return root.orElseGet(() -> Written.none(Location.startOf(file)));
  }
}
