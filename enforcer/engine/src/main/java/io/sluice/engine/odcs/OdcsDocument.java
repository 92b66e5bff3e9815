package io.sluice.engine.odcs;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.finding.Finding;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * What reading one Open Data Contract Standard document gave (bitol-io, v3.0 and v3.1).
 *
 * @param contract the contract; empty where an error leaves none to speak of
 * @param findings everything found, in the order of the document
 */
public record OdcsDocument(Optional<Contract> contract, List<Finding> findings) {

  public OdcsDocument {
    findings = List.copyOf(findings);
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }

  /**
   * Reads a document, finding all that is wrong with it in one run.
   *
   * @param file the name to give it in findings
   * @param text the YAML
   */
  public static OdcsDocument parse(String file, String text) {
    Report report = new Report();
    Optional<Contract> contract =
        YamlTree.parse(file, text, report).flatMap(root -> read(file, root, report));
    return new OdcsDocument(contract, report.findings());
  }

  private static Optional<Contract> read(String file, MappingNode root, Report report) {
    Fields fields = new Fields(file, root);
    String apiVersion = fields.text("apiVersion", "");
    if (apiVersion.matches("v3\\.2\\.\\d+.*")) {
      report.newerApiVersion(fields.location("apiVersion"), apiVersion);
      report.beLenient();
    } else if (fields.has("apiVersion") && !apiVersion.matches("v3\\.[01]\\.\\d+")) {
      report.apiVersion(fields.location("apiVersion"), apiVersion);
    }
    ShapeCheck shapes = new ShapeCheck(file, report);
    shapes.check(root, OdcsShapes.CONTRACT, "the contract");
    return new ContractReader(file, root, shapes, report).read();
  }
}
