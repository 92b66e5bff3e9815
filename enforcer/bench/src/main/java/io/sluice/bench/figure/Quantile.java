package io.sluice.bench.figure;

import java.util.List;

/** One figure of several measurements, which a neighbour's burst on the machine does not move. */
public final class Quantile {

  private Quantile() {}

  /**
   * The middle: for rates and ratios, which err to both sides.
   *
   * @throws IllegalArgumentException where nothing was measured
   */
  public static double median(List<Double> measured) {
    List<Double> sorted = sorted(measured);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * The measurement that a quarter stays under: for times, to which a neighbour only ever adds.
   *
   * @throws IllegalArgumentException where nothing was measured
   */
  public static double lowerQuartile(List<Double> measured) {
    return sorted(measured).get((measured.size() - 1) / 4);
  }

  private static List<Double> sorted(List<Double> measured) {
    if (measured.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return measured.stream().sorted().toList();
  }
}
