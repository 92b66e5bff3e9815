package io.sluice.bench.throughput;

import io.sluice.bench.subject.Subject;
import io.sluice.bench.throughput.ThroughputResult.Round;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets the pass-through and the enforcing pipeline take turns.
 *
 * @param subject orders, and the contract that is enforced on them
 * @param files where the broker keeps what it is sent
 * @param profiled whether one more round, not counted, shows where the stream threads spend their
 *     time
 * @param progress takes a line for each step
 */
public record ThroughputRun(
    Effort effort,
    Subject subject,
    BrokerFiles files,
    boolean profiled,
    Consumer<String> progress) {

  /** Measures one contender. */
  @FunctionalInterface
  private interface Measurement<T> {
    T of(Contender contender) throws InterruptedException;
  }

  /** Measures everything. */
  public ThroughputResult measure() throws InterruptedException {
    Path states = TemporaryFolder.create();
    progress.accept(
        "starting a Kafka broker, whose files lie %s, and an Apicurio Registry, in a process of their own"
            .formatted(files.word()));
    try (Ground ground = Ground.open(subject, files)) {
      PassThrough passThrough = new PassThrough(ground, states);
      Enforcement enforcement = new Enforcement(ground, states);
      progress.accept("filling the raw topic with %,d orders".formatted(effort.records()));
      try (RawLoad load = new RawLoad(ground)) {
        load.fill(effort.records());
      }
      Measurement<Drain> drain = contender -> drain(ground, contender);
      rounds("warm-up", effort.warmUps(), passThrough, enforcement, drain);
      List<Round<Drain>> rounds = rounds("round", effort.rounds(), passThrough, enforcement, drain);
      List<Round<Profile>> profiles =
          rounds(
              "profile",
              profiled ? 1 : 0,
              passThrough,
              enforcement,
              contender -> Profile.of(contender, () -> drain(ground, contender)));
      double rate = halfOfTheSlower(rounds);
      Latency.Schedule schedule =
          new Latency.Schedule(rate, effort.latencyWarmUp(), effort.latencyCounted());
      List<Round<Latency>> latencies =
          rounds(
              "latency",
              effort.latencyRounds(),
              passThrough,
              enforcement,
              contender -> latency(ground, contender, schedule));
      return new ThroughputResult(rounds, rate, latencies, ground.averageValueBytes(), profiles);
    }
  }

  /** Rounds in which now the one comes first and now the other. */
  private <T> List<Round<T>> rounds(
      String what,
      int count,
      PassThrough passThrough,
      Enforcement enforcement,
      Measurement<T> measurement)
      throws InterruptedException {
    List<Round<T>> rounds = new ArrayList<>();
    for (int round = 0; round < count; round++) {
      progress.accept("%s %d of %d".formatted(what, round + 1, count));
      if (round % 2 == 0) {
        T first = measurement.of(passThrough);
        rounds.add(new Round<>(first, measurement.of(enforcement)));
      } else {
        T first = measurement.of(enforcement);
        rounds.add(new Round<>(measurement.of(passThrough), first));
      }
    }
    return rounds;
  }

  private Drain drain(Ground ground, Contender contender) throws InterruptedException {
    Drain drain = Drain.of(ground, contender, effort.records());
    progress.accept(
        "  %-12s %,9.0f records/s, stream thread %,.0f ns/record"
            .formatted(contender.word(), drain.recordsPerSecond(), drain.threadNanos()));
    return drain;
  }

  private Latency latency(Ground ground, Contender contender, Latency.Schedule schedule)
      throws InterruptedException {
    Latency latency = Latency.of(ground, contender, schedule);
    progress.accept(
        "  %-12s p50 %.1f ms, p99 %.1f ms at %,.0f records/s"
            .formatted(
                contender.word(), latency.p50Millis(), latency.p99Millis(), schedule.perSecond()));
    return latency;
  }

  private static double halfOfTheSlower(List<Round<Drain>> rounds) {
    ThroughputResult result = new ThroughputResult(rounds, 0, List.of(), 0, List.of());
    return Math.min(result.passThrough(), result.enforced()) / 2;
  }
}
