package io.sluice.cli.gate;

import io.sluice.cli.console.CommandException;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.change.Change;
import io.sluice.engine.change.Changes;
import io.sluice.engine.change.Revision;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.lifecycle.Lifecycle;
import io.sluice.engine.lifecycle.SharedRawTopic;
import io.sluice.pipeline.registry.Publisher.Judged;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A contract that is to be published, held against what is.
 *
 * @param file without errors of its own
 * @param judged what it is held against
 * @param changes from that one; none where this version is published already
 * @param findings about its life
 * @param texts that places in changes and findings point into
 */
record Candidate(
    ContractFile file,
    Judged judged,
    List<Change> changes,
    List<Finding> findings,
    Map<String, String> texts) {

  Candidate {
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
    texts = Map.copyOf(texts);
  }

  Contract contract() {
    return file.contract().orElseThrow();
  }

  /**
   * Holds a contract against what is registered of it.
   *
   * @param others what is published along with it
   */
  static Candidate of(
      ContractFile file,
      List<ContractFile> others,
      RegisteredContracts registered,
      LocalDate today) {
    Contract contract = file.contract().orElseThrow();
    if (registered.has(contract)) {
      // The publisher compares the content; changes since then were judged when they were
      // published.
      return new Candidate(file, new Judged.Never(), List.of(), List.of(), Map.of());
    }
    Optional<ContractFile> before = registered.before(contract);
    Revision now = Revision.of(file).orElseThrow();
    Optional<Revision> was = before.map(Candidate::revision);
    Map<String, String> texts = new HashMap<>(now.texts());
    was.ifPresent(revision -> texts.putAll(revision.texts()));
    List<Finding> findings =
        new ArrayList<>(
            Lifecycle.check(
                contract,
                now.at("status"),
                was.map(Revision::contract).filter(c -> isSameMajor(c, contract)),
                registered.hasSuccessor(contract) || hasSuccessor(contract, others),
                today));
    was.map(revision -> SharedRawTopic.check(contract, now.at("status"), revision.contract()))
        .ifPresent(findings::addAll);
    return new Candidate(
        file,
        new Judged.Against(was.map(revision -> revision.contract().version().text())),
        was.isEmpty() ? List.of() : Changes.since(was, now, today),
        findings,
        texts);
  }

  /** What its readers are to be told: its changes, of a version that is published already too. */
  List<Change> toBeTold(RegisteredContracts registered, LocalDate today) {
    return judged instanceof Judged.Never
        ? Changes.since(
            registered.replacedBy(contract()).map(Candidate::revision),
            Revision.of(file).orElseThrow(),
            today)
        : changes;
  }

  private static Revision revision(ContractFile registered) {
    return Revision.of(registered)
        .orElseThrow(
            () ->
                CommandException.badInput(
                    registered.name()
                        + " can't be read, so nobody can say what changed since then"));
  }

  private static boolean hasSuccessor(Contract contract, List<ContractFile> others) {
    return others.stream()
        .flatMap(file -> file.contract().stream())
        .anyMatch(
            other ->
                other.id().equals(contract.id())
                    && other.version().major() > contract.version().major());
  }

  private static boolean isSameMajor(Contract one, Contract other) {
    return one.version().major() == other.version().major();
  }
}
