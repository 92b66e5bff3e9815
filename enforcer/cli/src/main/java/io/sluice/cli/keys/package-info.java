/** Keys: the commands that make and change them, and that read tokens. */
@NullMarked
package io.sluice.cli.keys;

import org.jspecify.annotations.NullMarked;
