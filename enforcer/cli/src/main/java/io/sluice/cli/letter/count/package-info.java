/**
 * What a dead-letter topic holds: counted in bounded space, printed for people and for programs.
 */
@NullMarked
package io.sluice.cli.letter.count;

import org.jspecify.annotations.NullMarked;
