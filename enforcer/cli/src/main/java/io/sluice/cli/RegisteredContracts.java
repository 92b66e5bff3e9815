package io.sluice.cli;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import java.util.Optional;

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
      Optional<ContractVersion> version =
          registry.contracts().versions(contract.id()).stream()
              .flatMap(text -> ContractVersion.parse(text).stream())
              .filter(v -> v.major() <= contract.version().major())
              .max(ContractVersion.BY_NUMBERS);
      return version.isEmpty()
          ? Optional.empty()
          : registry.contracts().document(contract.id(), version.get().text());
    } catch (RegistryUnavailableException e) {
      throw CommandException.infrastructure(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
