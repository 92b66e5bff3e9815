/** Problems of a contract, found while it is authored: each with its place in the file. */
@NullMarked
package io.sluice.engine.finding;

import org.jspecify.annotations.NullMarked;
