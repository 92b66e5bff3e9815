package io.sluice.pipeline.registry;

import io.sluice.engine.plan.CompiledContract;

/**
 * A contract as it was published, with the very schema that it was published with.
 *
 * @param schema the ids of that schema, by which the registry can be tried, and its records are
 *     written
 */
public record RegisteredContract(CompiledContract contract, SchemaIds schema) {}
