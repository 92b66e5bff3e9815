/** Contracts and records for tests, written in code. */
@NullMarked
package io.sluice.engine.testing;

import org.jspecify.annotations.NullMarked;
