/** The commands that write something for others from contracts. */
@NullMarked
package io.sluice.cli.export.command;

import org.jspecify.annotations.NullMarked;
