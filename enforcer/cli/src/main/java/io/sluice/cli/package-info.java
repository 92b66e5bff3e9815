/** The command line: one class a command, exit codes 0 fine, 1 findings, 2 bad input, 3 outage. */
@NullMarked
package io.sluice.cli;

import org.jspecify.annotations.NullMarked;
