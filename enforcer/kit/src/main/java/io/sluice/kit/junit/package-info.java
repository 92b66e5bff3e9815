/** Hands contracts to the tests of a producer. */
@NullMarked
package io.sluice.kit.junit;

import org.jspecify.annotations.NullMarked;
