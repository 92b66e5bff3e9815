/**
 * What contracts promise, written for the systems that watch over it: what all of these writings
 * share. Nothing is asked of a cluster or a registry; the same contracts give the same texts.
 */
@NullMarked
package io.sluice.cli.export;

import org.jspecify.annotations.NullMarked;
