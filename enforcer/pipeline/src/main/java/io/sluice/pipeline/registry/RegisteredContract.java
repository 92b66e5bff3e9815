package io.sluice.pipeline.registry;

import io.sluice.engine.plan.CompiledContract;

/**
 * A contract as it was published, with the very schema that it was published with.
 *
 * @param schemaId the content id of that schema, by which the registry can be tried
 */
public record RegisteredContract(CompiledContract contract, long schemaId) {}
