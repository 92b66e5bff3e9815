package io.sluice.cli;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.Publisher;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import java.util.Optional;
import java.util.stream.Stream;

/** Contracts as they are registered, to compare with. */
final class RegisteredContracts implements AutoCloseable {

  private final ApicurioRegistry registry;

  RegisteredContracts(RegistrySettings settings) {
    this.registry = new ApicurioRegistry(settings);
  }

  /**
   * What a contract is to take the place of: the newest registered version of its major version, or
   * else of the one before; empty where none is registered.
   */
  Optional<ContractFile> before(Contract contract) {
    try {
      return registry.contracts().before(contract.id(), contract.version());
    } catch (RegistryUnavailableException e) {
      throw CommandException.infrastructure(String.valueOf(e.getMessage()));
    }
  }

  /** What a published contract took the place of: the newest of the versions below it. */
  Optional<ContractFile> replacedBy(Contract contract) {
    try {
      Optional<ContractVersion> below =
          versions(contract)
              .filter(v -> ContractVersion.BY_NUMBERS.compare(v, contract.version()) < 0)
              .max(ContractVersion.BY_NUMBERS);
      return below.isEmpty()
          ? Optional.empty()
          : registry.contracts().document(contract.id(), below.get().text());
    } catch (RegistryUnavailableException e) {
      throw CommandException.infrastructure(String.valueOf(e.getMessage()));
    }
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
    try {
      return registry.contracts().versions(contract.id()).stream()
          .flatMap(text -> ContractVersion.parse(text).stream());
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
