/** What tests of several commands share. */
@NullMarked
package io.sluice.cli.testing;

import org.jspecify.annotations.NullMarked;
