package io.sluice.engine.sli;

/** When a period counts as delivered. */
public sealed interface Arrival {

  /** So many compliant records of the period have come. */
  record MinRows(long rows) implements Arrival {}

  /**
   * A coverage of the same calendar keeps its bound.
   *
   * @param rule the coverage's id
   */
  record OfCoverage(String rule) implements Arrival {}
}
