/**
 * Fluent assertions that events honour their contract, in the manner of AssertJ, without needing it
 * or any other library of assertions.
 */
@NullMarked
package io.sluice.kit.assertions;

import org.jspecify.annotations.NullMarked;
