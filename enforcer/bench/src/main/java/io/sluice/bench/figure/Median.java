package io.sluice.bench.figure;

import java.util.List;

/** The middle of several measurements, which a neighbour's burst on the machine does not move. */
public final class Median {

  private Median() {}

  /**
   * The median.
   *
   * @throws IllegalArgumentException where there are none
   */
  public static double of(List<Double> measured) {
    if (measured.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    List<Double> sorted = measured.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
