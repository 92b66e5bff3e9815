/**
 * An organisation's own rules about its contracts, in the Common Expression Language, judged over a
 * typed view of each contract.
 */
@NullMarked
package io.sluice.engine.policy;

import org.jspecify.annotations.NullMarked;
