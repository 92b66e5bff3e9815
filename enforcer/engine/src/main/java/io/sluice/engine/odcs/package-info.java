/** Reads Open Data Contract Standard documents into contracts, with the place of each finding. */
@NullMarked
package io.sluice.engine.odcs;

import org.jspecify.annotations.NullMarked;
