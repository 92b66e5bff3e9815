/** Broker, registry and service in one process, to be looked at and tried. */
@NullMarked
package io.sluice.cli.stage;

import org.jspecify.annotations.NullMarked;
