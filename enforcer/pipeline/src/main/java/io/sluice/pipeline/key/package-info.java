/**
 * The keys that whoever runs Sluice gives it, as keysets of Tink and as keys of single persons, who
 * can be forgotten: where they are found, how others take over from them, and what masks make of
 * them.
 */
@NullMarked
package io.sluice.pipeline.key;

import org.jspecify.annotations.NullMarked;
