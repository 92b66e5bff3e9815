/** The commands of who is on call: what broke, whether promises are kept, what to put back. */
@NullMarked
package io.sluice.cli.oncall;

import org.jspecify.annotations.NullMarked;
