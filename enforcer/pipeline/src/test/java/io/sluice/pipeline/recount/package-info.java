/**
 * What contracts came to, reckoned from the shipped files by plain Java and nothing of the
 * engine's: the figures are those of the contracts, written once more by hand.
 */
@NullMarked
package io.sluice.pipeline.recount;

import org.jspecify.annotations.NullMarked;
