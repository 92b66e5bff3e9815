/** Holds what a producer sends to its contracts while it sends, in staging. */
@NullMarked
package io.sluice.kit.kafka;

import org.jspecify.annotations.NullMarked;
