package io.sluice.cli.gate;

import io.sluice.cli.console.CommandException;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.change.Revision;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import io.sluice.engine.lifecycle.Lifecycle;
import io.sluice.engine.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The policy that each contract is held to: the one that is named, else the nearest {@code
 * policy.yaml} in the contract's folder or above it, as far as the repository goes.
 */
final class Policies {

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "The organisation's own rules about contracts; default the nearest "
              + Policy.FILE
              + " in a contract's folder or above it.")
  private @Nullable Path file;

  private final Map<Path, Policy> read = new HashMap<>();

  /** What a contract's policy finds in it; nothing where there is none. */
  private List<Finding> judge(ContractFile contract, Instant now) throws IOException {
    Optional<Path> policy = file == null ? nearest(Path.of(contract.name())) : Optional.of(file);
    return policy.isEmpty() ? List.of() : policy(policy.get()).judge(contract, now);
  }

  /**
   * All that is found in a contract, by itself, in its life and by its policy, in the order of the
   * contract.
   */
  List<Finding> judged(ContractFile contract, Instant now) throws IOException {
    List<Finding> findings = new ArrayList<>(contract.findings());
    findings.addAll(life(contract, now));
    findings.addAll(judge(contract, now));
    findings.sort(Comparator.comparing(Finding::location));
    return findings;
  }

  private static List<Finding> life(ContractFile file, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return Revision.of(file)
        .map(revision -> Lifecycle.notes(revision.contract(), revision.at("status"), today))
        .orElseGet(List::of);
  }

  private static Optional<Path> nearest(Path contract) {
    Path folder = contract.toAbsolutePath().normalize().getParent();
    while (folder != null) {
      Path policy = folder.resolve(Policy.FILE);
      if (Files.isRegularFile(policy)) {
        return Optional.of(policy);
      }
      // What stands above the repository is about something else.
      folder = Files.exists(folder.resolve(".git")) ? null : folder.getParent();
    }
    return Optional.empty();
  }

  private Policy policy(Path path) throws IOException {
    Policy known = read.get(path);
    if (known != null) {
      return known;
    }
    if (!Files.isRegularFile(path)) {
      throw CommandException.badInput("there is no file " + path);
    }
    Policy policy = Policy.parse(path.toString(), Files.readString(path));
    if (policy.findings().stream().anyMatch(Finding::isError)) {
      throw CommandException.badInput(
          "no contract can be judged by "
              + path
              + ":\n"
              + new FindingRenderer(Map.of(policy.name(), policy.text()))
                  .render(policy.findings()));
    }
    read.put(path, policy);
    return policy;
  }
}
