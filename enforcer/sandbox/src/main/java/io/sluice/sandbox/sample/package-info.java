/** Data sets with real and generated records, and producers that publish them as a team would. */
@NullMarked
package io.sluice.sandbox.sample;

import org.jspecify.annotations.NullMarked;
