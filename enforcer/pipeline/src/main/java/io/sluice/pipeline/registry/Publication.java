package io.sluice.pipeline.registry;

/**
 * What publishing one contract did.
 *
 * @param contract {@code <id>:<version>}
 * @param schemaVersion the version of its schema in the registry
 * @param created false where the registry had this version already, with the same content
 * @param owesNotice whether those who asked for it are still to be told, of this run or an earlier
 *     one; see {@link Publisher#told}
 */
public record Publication(
    String contract, String schemaVersion, boolean created, boolean owesNotice) {}
