/** Placeholder. */
@NullMarked
package io.sluice.sandbox;

import org.jspecify.annotations.NullMarked;
