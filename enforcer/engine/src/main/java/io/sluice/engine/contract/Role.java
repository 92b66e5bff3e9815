package io.sluice.engine.contract;

import org.jspecify.annotations.Nullable;

/**
 * A role that gives access to the product.
 *
 * @param name as the organisation's directory has it
 * @param access what kind of access, in words that the standard leaves open; null where it does not
 *     say
 */
public record Role(String name, @Nullable String access) {}
