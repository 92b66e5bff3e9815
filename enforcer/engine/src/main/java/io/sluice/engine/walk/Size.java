package io.sluice.engine.walk;

/** A demand on the number of items of an array, or of entries of a map, both bounds included. */
public record Size(int fewest, int most, Demand demand) {

  static void check(Size[] sizes, int count, Walk walk) {
    for (Size size : sizes) {
      if (count < size.fewest || count > size.most) {
        walk.breach(size.demand);
      }
    }
  }
}
