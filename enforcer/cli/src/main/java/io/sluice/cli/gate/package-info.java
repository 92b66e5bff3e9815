/** Judges contracts and samples of records, and lets through to the registry what may pass. */
@NullMarked
package io.sluice.cli.gate;

import org.jspecify.annotations.NullMarked;
