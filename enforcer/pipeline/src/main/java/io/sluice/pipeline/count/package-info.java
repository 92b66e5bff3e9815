/**
 * Counts of what became of the records of a contract. They are gathered beside the records and
 * become visible with the transaction that carries the records themselves, so that they add up
 * after any crash.
 */
@NullMarked
package io.sluice.pipeline.count;

import org.jspecify.annotations.NullMarked;
