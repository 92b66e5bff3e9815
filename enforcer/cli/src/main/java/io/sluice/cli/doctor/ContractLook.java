package io.sluice.cli.doctor;

import io.sluice.engine.plan.CompiledContract;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a contract itself.
 *
 * @param contract the registered one, else that of the file; null where neither can be had
 * @param schemaId by which the registry knows its schema; null where it is not the registered one
 * @param successor the highest version that is registered; null where it is this one
 */
record ContractLook(
    @Nullable CompiledContract contract,
    @Nullable Long schemaId,
    @Nullable String successor,
    List<Symptom> symptoms) {

  ContractLook {
    symptoms = List.copyOf(symptoms);
  }
}
