package io.sluice.cli.export.grafana;

/**
 * What a panel shows.
 *
 * @param expression in PromQL
 * @param legend what its series are called, such as {@code {{sli}}}
 */
record Query(String expression, String legend) {}
