package io.sluice.engine.plan;

import io.sluice.engine.finding.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** A contract that can't go live; names everything that stops it. */
public final class InvalidContractException extends RuntimeException {

  private final transient List<Finding> findings;

  public InvalidContractException(String contract, List<Finding> findings) {
    super(
        findings.stream()
            .map(f -> f.location() + " " + f.message() + " [" + f.rule() + "]")
            .collect(Collectors.joining("; ", "contract " + contract + " can't start: ", "")));
    this.findings = List.copyOf(findings);
  }

  /** The errors that stop it. */
  public List<Finding> findings() {
    return findings;
  }
}
