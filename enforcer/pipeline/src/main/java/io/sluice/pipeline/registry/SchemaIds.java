package io.sluice.pipeline.registry;

/**
 * By which ids the registry knows a schema.
 *
 * @param content of its text, as Apicurio's and Confluent's serializers put it into records
 * @param global of the version that it was registered as
 */
public record SchemaIds(long content, long global) {}
