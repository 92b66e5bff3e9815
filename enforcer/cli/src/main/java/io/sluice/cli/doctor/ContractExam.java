package io.sluice.cli.doctor;

import static io.sluice.cli.doctor.Symptom.Check.CONTRACT;
import static io.sluice.cli.doctor.Symptom.Check.FILE;
import static io.sluice.cli.doctor.Symptom.Check.KEYS;
import static io.sluice.cli.doctor.Symptom.Check.STATUS;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.contract.Major;
import io.sluice.engine.finding.Suggestions;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.key.MissingKeysException;
import io.sluice.pipeline.registry.ContractStore;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.pipeline.registry.UnknownContractException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at a contract itself: registered, in force, as its author has it, and with its keys. */
final class ContractExam {

  private final @Nullable ContractStore store;
  private final @Nullable PipelineSettings keyed;

  /**
   * @param store null where the registry can't be asked
   * @param keyed how the pipeline would run; null where its keysets can't be read, which is told by
   *     itself
   */
  ContractExam(@Nullable ContractStore store, @Nullable PipelineSettings keyed) {
    this.store = store;
    this.keyed = keyed;
  }

  void examine(Source source, SourceReport.Draft draft) throws RegistryUnavailableException {
    Optional<RegisteredContract> registered =
        store == null ? Optional.empty() : registered(source, store, draft);
    registered.ifPresent(
        found -> {
          draft.contract = found.contract();
          draft.registered = found.schema().content();
        });
    if (source.file() != null) {
      compare(source.file(), registered, draft);
    }
    if (draft.contract != null) {
      status(draft.contract.contract(), draft);
      keys(draft.contract, draft);
    }
  }

  private static Optional<RegisteredContract> registered(
      Source source, ContractStore store, SourceReport.Draft draft)
      throws RegistryUnavailableException {
    try {
      RegisteredContract found = store.load(source.name());
      Contract contract = found.contract().contract();
      store.newest(contract.id()).stream()
          .filter(v -> ContractVersion.BY_NUMBERS.compare(v, contract.version()) > 0)
          .reduce((lower, higher) -> higher)
          .ifPresent(higher -> draft.successor = higher.text());
      return Optional.of(found);
    } catch (UnknownContractException e) {
      draft.problem(
          CONTRACT,
          e.getMessage()
              + Suggestions.of(
                  Major.parse(source.name()).map(Major::id).orElse(source.name()),
                  store.ids(),
                  "; did you mean %s?"));
    } catch (InvalidContractException e) {
      draft.problem(CONTRACT, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** The author's file beside what is registered, which is what would run. */
  private void compare(
      ContractFile file, Optional<RegisteredContract> registered, SourceReport.Draft draft)
      throws RegistryUnavailableException {
    CompiledContract authored;
    try {
      authored = file.compile();
    } catch (InvalidContractException e) {
      draft.problem(FILE, String.valueOf(e.getMessage()));
      return;
    }
    if (registered.isEmpty()) {
      draft.contract = authored;
      return;
    }
    CompiledContract running = registered.get().contract();
    Contract contract = authored.contract();
    if (!contract.version().equals(running.contract().version())) {
      draft.warning(
          FILE,
          "%s has version %s, and %s is registered, which is what runs; `bin/sluice publish %s` registers the file's"
              .formatted(
                  file.name(), contract.version(), running.contract().version(), file.name()));
    } else if (!authored.schema().equals(running.schema()) || !isText(file, running.contract())) {
      draft.problem(
          FILE,
          "%s differs from what is registered as %s, and versions never change; raise its version; `bin/sluice diff --against registry %s` says what differs"
              .formatted(file.name(), contract.coordinates(), file.name()));
    }
  }

  /** Whether the registered text is the file's, to the letter. */
  private boolean isText(ContractFile file, Contract registered)
      throws RegistryUnavailableException {
    return store == null
        || store
            .document(registered.id(), registered.version().text())
            .filter(document -> document.text().equals(file.text()))
            .isPresent();
  }

  private static void status(Contract contract, SourceReport.Draft draft) {
    if (contract.enforcement().isEmpty()) {
      draft.warning(
          STATUS,
          "its status is %s%s: the service leaves it out"
              .formatted(
                  contract.status().word(),
                  contract.status().mayShadow()
                      ? ", and it does not ask for sluice.enforcement: shadow"
                      : ""));
    }
  }

  private void keys(CompiledContract contract, SourceReport.Draft draft) {
    if (keyed == null) {
      return;
    }
    try {
      Pipeline.requireKeys(contract, keyed);
    } catch (MissingKeysException e) {
      draft.problem(KEYS, String.valueOf(e.getMessage()));
    }
  }
}
