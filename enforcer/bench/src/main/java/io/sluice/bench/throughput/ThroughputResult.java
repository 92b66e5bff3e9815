package io.sluice.bench.throughput;

import io.sluice.bench.figure.Quantile;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured.
 *
 * @param rounds the rounds in which both got through a full topic
 * @param rate records per second at which latencies were measured
 * @param latencies the rounds of those
 * @param recordBytes what a raw record's value takes
 * @param profiles where each side's stream thread spends its time, where that was asked for
 */
public record ThroughputResult(
    List<Round<Drain>> rounds,
    double rate,
    List<Round<Latency>> latencies,
    double recordBytes,
    List<Round<Profile>> profiles) {

  /** One measurement of each, one right after the other. */
  record Round<T>(T passThrough, T enforced) {}

  public ThroughputResult {
    rounds = List.copyOf(rounds);
    latencies = List.copyOf(latencies);
    profiles = List.copyOf(profiles);
  }

  /** Records per second of the pass-through. */
  public double passThrough() {
    return median(rounds, round -> round.passThrough().recordsPerSecond());
  }

  /** Records per second of the enforcing pipeline. */
  public double enforced() {
    return median(rounds, round -> round.enforced().recordsPerSecond());
  }

  /**
   * The share of the pass-through's throughput that the enforcing pipeline keeps: the median of the
   * rounds' own ratios, since what a machine has to spare changes more from round to round than
   * within one.
   */
  public double ratio() {
    return median(
        rounds,
        round -> round.enforced().recordsPerSecond() / round.passThrough().recordsPerSecond());
  }

  /** Processor time of the pass-through's stream thread for a record, in nanoseconds. */
  public double passThroughThreadNanos() {
    return median(rounds, round -> round.passThrough().threadNanos());
  }

  /** Processor time of the enforcing stream thread for a record, in nanoseconds. */
  public double enforcedThreadNanos() {
    return median(rounds, round -> round.enforced().threadNanos());
  }

  /** Processor time of the whole process for a record that is passed through, in nanoseconds. */
  public double passThroughProcessNanos() {
    return median(rounds, round -> round.passThrough().processNanos());
  }

  /** Processor time of the whole process for a record that is enforced, in nanoseconds. */
  public double enforcedProcessNanos() {
    return median(rounds, round -> round.enforced().processNanos());
  }

  public double passThroughP50() {
    return median(latencies, round -> round.passThrough().p50Millis());
  }

  public double enforcedP50() {
    return median(latencies, round -> round.enforced().p50Millis());
  }

  public double passThroughP99() {
    return median(latencies, round -> round.passThrough().p99Millis());
  }

  public double enforcedP99() {
    return median(latencies, round -> round.enforced().p99Millis());
  }

  private static <T> double median(
      List<Round<T>> rounds, ToDoubleFunction<? super Round<T>> figure) {
    return Quantile.median(rounds.stream().mapToDouble(figure).boxed().toList());
  }

  /** For people. */
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append("%-34s %14s %14s %8s%n".formatted("", "passthrough", "enforced", "ratio"));
    line(table, "records/s, median of rounds", "%,.0f", passThrough(), enforced(), ratio());
    line(table, "stream thread, ns/record", passThroughThreadNanos(), enforcedThreadNanos());
    line(table, "whole process, ns/record", passThroughProcessNanos(), enforcedProcessNanos());
    String at = " at %,.0f records/s, ms".formatted(rate);
    line(table, "p50" + at, passThroughP50(), enforcedP50());
    line(table, "p99" + at, passThroughP99(), enforcedP99());
    table.append(
        "%n%d rounds, ratio of each: %s; values of %.0f bytes%n"
            .formatted(
                rounds.size(),
                String.join(
                    " ",
                    rounds.stream()
                        .map(
                            round ->
                                "%.2f"
                                    .formatted(
                                        round.enforced().recordsPerSecond()
                                            / round.passThrough().recordsPerSecond()))
                        .toList()),
                recordBytes));
    for (Round<Profile> profile : profiles) {
      table.append("%n".formatted());
      table.append(Profile.table(profile.passThrough(), profile.enforced()));
    }
    return table.toString();
  }

  private static void line(StringBuilder table, String what, double passThrough, double enforced) {
    line(table, what, "%,.1f", passThrough, enforced, enforced / passThrough);
  }

  private static void line(
      StringBuilder table,
      String what,
      String format,
      double passThrough,
      double enforced,
      double ratio) {
    table.append(
        "%-34s %14s %14s %8.3f%n"
            .formatted(what, format.formatted(passThrough), format.formatted(enforced), ratio));
  }
}
