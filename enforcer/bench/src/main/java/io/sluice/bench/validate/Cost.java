package io.sluice.bench.validate;

/**
 * What one record costs.
 *
 * @param nanos the median over all iterations, which a neighbour's burst does not move
 * @param bytes allocated
 */
public record Cost(double nanos, double bytes) {}
