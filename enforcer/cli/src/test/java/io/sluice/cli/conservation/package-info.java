/** Proves conservation by breaking things: the service is killed, the broker restarted. */
@NullMarked
package io.sluice.cli.conservation;

import org.jspecify.annotations.NullMarked;
