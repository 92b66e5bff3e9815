package io.sluice.cli.doctor;

import io.sluice.cli.doctor.Symptom.Check;
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
import java.util.ArrayList;
import java.util.List;
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

  ContractLook examine(Source source) throws RegistryUnavailableException {
    List<Symptom> symptoms = new ArrayList<>();
    Optional<RegisteredContract> registered = registered(source, symptoms);
    Optional<CompiledContract> contract = registered.map(RegisteredContract::contract);
    if (source.file() != null) {
      Optional<CompiledContract> authored = compiled(source.file(), symptoms);
      if (contract.isPresent() && authored.isPresent()) {
        compare(source.file(), authored.get(), contract.get()).ifPresent(symptoms::add);
      }
      contract = contract.or(() -> authored);
    }
    if (contract.isPresent()) {
      status(contract.get().contract()).ifPresent(symptoms::add);
      keys(contract.get()).ifPresent(symptoms::add);
    }
    return new ContractLook(
        contract.orElse(null),
        registered.map(found -> found.schema().content()).orElse(null),
        registered.isPresent() ? successor(registered.get().contract().contract()) : null,
        symptoms);
  }

  private Optional<RegisteredContract> registered(Source source, List<Symptom> symptoms)
      throws RegistryUnavailableException {
    if (store == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(store.load(source.name()));
    } catch (UnknownContractException e) {
      String id = Major.parse(source.name()).map(Major::id).orElse(source.name());
      symptoms.add(
          Symptom.problem(
              Check.CONTRACT,
              e.getMessage() + Suggestions.of(id, store.ids(), "; did you mean %s?")));
    } catch (InvalidContractException e) {
      symptoms.add(Symptom.problem(Check.CONTRACT, String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  /** The highest version that is registered, of any major; null where it is this one. */
  private @Nullable String successor(Contract contract) throws RegistryUnavailableException {
    return store == null
        ? null
        : store.newest(contract.id()).stream()
            .filter(v -> ContractVersion.BY_NUMBERS.compare(v, contract.version()) > 0)
            .max(ContractVersion.BY_NUMBERS)
            .map(ContractVersion::text)
            .orElse(null);
  }

  private static Optional<CompiledContract> compiled(ContractFile file, List<Symptom> symptoms) {
    try {
      return Optional.of(file.compile());
    } catch (InvalidContractException e) {
      symptoms.add(Symptom.problem(Check.FILE, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  /** The author's file beside what is registered, which is what runs. */
  private Optional<Symptom> compare(
      ContractFile file, CompiledContract authored, CompiledContract running)
      throws RegistryUnavailableException {
    Contract contract = authored.contract();
    if (!contract.version().equals(running.contract().version())) {
      return Optional.of(
          Symptom.warning(
              Check.FILE,
              "%s has version %s, and %s is registered, which is what runs; `bin/sluice publish %s` registers the file's"
                  .formatted(
                      file.name(), contract.version(), running.contract().version(), file.name())));
    }
    if (authored.schema().equals(running.schema()) && isText(file, running.contract())) {
      return Optional.empty();
    }
    return Optional.of(
        Symptom.problem(
            Check.FILE,
            "%s differs from what is registered as %s, and versions never change; raise its version; `bin/sluice diff --against registry %s` says what differs"
                .formatted(file.name(), contract.coordinates(), file.name())));
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

  private static Optional<Symptom> status(Contract contract) {
    return contract
        .idle()
        .map(why -> Symptom.warning(Check.STATUS, why + ": the service leaves it out"));
  }

  private Optional<Symptom> keys(CompiledContract contract) {
    if (keyed == null) {
      return Optional.empty();
    }
    try {
      Pipeline.requireKeys(contract, keyed);
      return Optional.empty();
    } catch (MissingKeysException e) {
      return Optional.of(Symptom.problem(Check.KEYS, String.valueOf(e.getMessage())));
    }
  }
}
