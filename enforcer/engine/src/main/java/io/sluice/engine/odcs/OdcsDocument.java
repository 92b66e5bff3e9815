package io.sluice.engine.odcs;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What reading one document gave.
 *
 * @param contract the contract; empty where an error leaves none to speak of
 * @param findings everything found, in the order of the document
 */
@SuppressWarnings("DoNotCallSuggester") // until the parser is there
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
    throw new UnsupportedOperationException(file + text.length());
  }
}
