/**
 * One letter explained: its value decoded by the schema that it was written with, each violation
 * beside the field that it concerns.
 */
@NullMarked
package io.sluice.cli.letter.explain;

import org.jspecify.annotations.NullMarked;
