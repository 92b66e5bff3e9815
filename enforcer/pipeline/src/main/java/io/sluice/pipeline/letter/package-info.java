/** Dead letters put back: the raw record that a letter holds, out of its seal where it has one. */
@NullMarked
package io.sluice.pipeline.letter;

import org.jspecify.annotations.NullMarked;
