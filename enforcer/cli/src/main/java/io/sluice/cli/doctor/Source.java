package io.sluice.cli.doctor;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Major;
import org.jspecify.annotations.Nullable;

/**
 * A contract that is asked about.
 *
 * @param name its id, or {@code <id>:<major>}
 * @param file as an author has it; null where the registered one is meant alone
 */
public record Source(String name, @Nullable ContractFile file) {

  /** The registered one of a name. */
  public static Source named(String name) {
    return new Source(name, null);
  }

  /** That of a file, whose major version is looked up. */
  public static Source of(ContractFile file, Contract contract) {
    return new Source(Major.of(contract).toString(), file);
  }
}
