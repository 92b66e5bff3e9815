package io.sluice.bench.validate;

import io.sluice.bench.figure.Quantile;
import java.util.ArrayList;
import java.util.List;

/** What the iterations of one benchmark gave. */
record Samples(List<Double> nanos, List<Double> bytes) {

  Samples() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  Cost cost() {
    return new Cost(Quantile.lowerQuartile(nanos), Quantile.median(bytes));
  }
}
