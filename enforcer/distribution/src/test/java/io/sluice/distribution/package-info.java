/**
 * What is made to run Sluice elsewhere: the archive, the image and the chart, each held to what it
 * says.
 */
@NullMarked
package io.sluice.distribution;

import org.jspecify.annotations.NullMarked;
