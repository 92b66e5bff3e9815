package io.sluice.service;

import java.util.Arrays;

/** What a service's {@code /prometheus} says at one moment. */
record Prometheus(String text) {

  static Prometheus of(SluiceService service) {
    return new Prometheus(Http.get(service, "/prometheus").body());
  }

  /** The sum over all series of a meter whose tags hold these values; 0 where there are none. */
  long sum(String meter, String... tagValues) {
    return text.lines()
        .filter(line -> line.startsWith(meter + "{"))
        .filter(line -> Arrays.stream(tagValues).allMatch(v -> line.contains("\"" + v + "\"")))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
