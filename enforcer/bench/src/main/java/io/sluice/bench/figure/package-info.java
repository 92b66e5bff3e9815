/** How many measurements become one figure. */
@NullMarked
package io.sluice.bench.figure;

import org.jspecify.annotations.NullMarked;
