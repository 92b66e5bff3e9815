/**
 * The keys that whoever runs Sluice gives it, as keysets of Tink: where they are found, and what
 * masks make of them.
 */
@NullMarked
package io.sluice.pipeline.key;

import org.jspecify.annotations.NullMarked;
