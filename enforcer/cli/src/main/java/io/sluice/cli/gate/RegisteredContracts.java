package io.sluice.cli.gate;

import io.sluice.cli.console.CommandException;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.Publisher;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Contracts as they are registered, to compare with. */
public final class RegisteredContracts implements AutoCloseable {

  private final ApicurioRegistry registry;

  public RegisteredContracts(RegistrySettings settings) {
    this.registry = new ApicurioRegistry(settings);
  }

  /**
   * What a contract is to take the place of: the newest registered version of its major version, or
   * else of the one before; empty where none is registered.
   */
  Optional<ContractFile> before(Contract contract) {
    return answered(() -> registry.contracts().before(contract.id(), contract.version()));
  }

  /** What a published contract took the place of: the newest of the versions below it. */
  Optional<ContractFile> replacedBy(Contract contract) {
    Optional<ContractVersion> below =
        versions(contract)
            .filter(v -> ContractVersion.BY_NUMBERS.compare(v, contract.version()) < 0)
            .max(ContractVersion.BY_NUMBERS);
    return below.flatMap(version -> document(contract, version.text()));
  }

  /** All versions of a contract that are published. */
  public List<ContractFile> all(Contract contract) {
    return texts(contract).stream()
        .flatMap(version -> document(contract, version).stream())
        .toList();
  }

  /** Whether the very version is published, whatever its content is. */
  boolean has(Contract contract) {
    return versions(contract).anyMatch(v -> v.text().equals(contract.version().text()));
  }

  /** Whether a newer major version is published. */
  boolean hasSuccessor(Contract contract) {
    return versions(contract).anyMatch(v -> v.major() > contract.version().major());
  }

  private Stream<ContractVersion> versions(Contract contract) {
    return texts(contract).stream().flatMap(text -> ContractVersion.parse(text).stream());
  }

  private List<String> texts(Contract contract) {
    return answered(() -> registry.contracts().versions(contract.id()));
  }

  private Optional<ContractFile> document(Contract contract, String version) {
    return answered(() -> registry.contracts().document(contract.id(), version));
  }

  /** A question to the registry. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws RegistryUnavailableException;
  }

  private static <T> T answered(Question<T> question) {
    try {
      return question.ask();
    } catch (RegistryUnavailableException e) {
      throw CommandException.infrastructure(String.valueOf(e.getMessage()));
    }
  }

  Publisher publisher() {
    return registry.publisher();
  }

  @Override
  public void close() {
    registry.close();
  }
}
