package io.sluice.engine.odcs;

import io.sluice.engine.contract.Classifications;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.sli.Promises;
import java.util.List;
import java.util.Optional;

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
   * Reads a document, finding all that is wrong with it in one run. Whatever the text is, it gives
   * findings and no exception.
   *
   * @param file the name to give it in findings
   * @param text the YAML
   */
  public static OdcsDocument parse(String file, String text) {
    return parse(file, text, Classifications.STANDARD);
  }

  /**
   * Likewise.
   *
   * @param classifications the organisation's words for how sensitive values are
   */
  public static OdcsDocument parse(String file, String text, Classifications classifications) {
    Report report = new Report();
    Optional<Contract> contract =
        YamlTree.parse(file, text, report)
            .map(root -> new Fields(file, root))
            .flatMap(root -> read(root, classifications, report));
    return new OdcsDocument(contract, report.findings());
  }

  private static Optional<Contract> read(
      Fields root, Classifications classifications, Report report) {
    Edition edition = edition(root, report);
    report.readAs(edition);
    new ShapeCheck(edition, report).check(root, OdcsShapes.CONTRACT, "the contract");
    Optional<Contract> contract = new ContractReader(root, edition, classifications, report).read();
    boolean holdsBack = contract.filter(c -> c.holdsPersonal() || c.hasMasks()).isPresent();
    new SettingsCheck(root, holdsBack, report).check();
    new TopicCheck(root, report).check();
    contract.map(Promises::of).ifPresent(promises -> report.addAll(promises.findings()));
    return contract;
  }

  private static Edition edition(Fields root, Report report) {
    String apiVersion = root.text("apiVersion");
    if (apiVersion == null) {
      return Edition.V3_1;
    }
    Optional<Edition> edition = Edition.parse(apiVersion);
    if (edition.isEmpty()) {
      report.apiVersion(root.location("apiVersion"), apiVersion);
    } else if (edition.get() == Edition.V3_2) {
      report.newerApiVersion(root.location("apiVersion"), apiVersion);
    }
    return edition.orElse(Edition.V3_1);
  }
}
