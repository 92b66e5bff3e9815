/** What commands have in common: options, exit codes, what is printed. */
@NullMarked
package io.sluice.cli.console;

import org.jspecify.annotations.NullMarked;
