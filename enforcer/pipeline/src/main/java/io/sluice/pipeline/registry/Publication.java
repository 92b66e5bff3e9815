package io.sluice.pipeline.registry;

/**
 * What publishing one contract did.
 *
 * @param contract {@code <id>:<version>}
 * @param schemaVersion the version of its schema in the registry
 * @param created false where the registry had this version already, with the same content
 */
public record Publication(String contract, String schemaVersion, boolean created) {}
