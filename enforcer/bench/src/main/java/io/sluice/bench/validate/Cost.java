package io.sluice.bench.validate;

/**
 * What one record costs.
 *
 * @param nanos processor time of the measuring thread, the lower quartile of all iterations: a
 *     neighbour only ever adds to it
 * @param bytes allocated
 */
public record Cost(double nanos, double bytes) {}
