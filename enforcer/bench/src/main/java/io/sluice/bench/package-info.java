/** {@code bin/sluice bench}: the benchmarks as commands, and how their results are printed. */
@NullMarked
package io.sluice.bench;

import org.jspecify.annotations.NullMarked;
