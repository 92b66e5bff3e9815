/**
 * What the indicators of a contract note of each record, from the bytes that the walk has just gone
 * over: when it happened, which values are there and right, and which key it bears. Observing
 * allocates nothing; keys that are floating-point numbers or decimals beyond 64 bits apart.
 */
@NullMarked
package io.sluice.engine.observe;

import org.jspecify.annotations.NullMarked;
