/** Orders, as producers of all kinds make them. */
@NullMarked
package io.sluice.kit.testing;

import org.jspecify.annotations.NullMarked;
