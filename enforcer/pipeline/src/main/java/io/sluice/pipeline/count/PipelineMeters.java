package io.sluice.pipeline.count;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Major;
import io.sluice.engine.lifecycle.End;
import io.sluice.engine.sli.Promises;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The meters of a pipeline. Names are Micrometer's; Prometheus prints them with underscores and
 * counters with {@code _total}.
 *
 * <p>The balance that holds for each major version of a contract, summed over the instances that
 * enforce it, whenever no transaction is open:
 *
 * <pre>
 * consumed           = sum of sluice.records over all outcomes
 * raw                = consumed - sum of sluice.replayed over all outcomes
 * product topic      = compliant + flagged + tombstone + shadowed
 * dead-letter topic  = violating + sluice.samples
 * left to others     = other_type + other_major
 * </pre>
 *
 * A process counts a record once the transaction that carries it has committed. What a process
 * committed in the instant it died is in the topics but in no counter; a commit whose outcome the
 * process could not learn is counted as soon as the committed offset tells.
 */
public final class PipelineMeters {

  /** Counter {@code sluice_records_total}: records by what became of them, replayed ones too. */
  public static final String RECORDS = "sluice.records";

  /** Counter {@code sluice_replayed_total}: those of them that were replayed. */
  public static final String REPLAYED = "sluice.replayed";

  /**
   * Counter {@code sluice_violations_total}: breaches of records that went to the dead-letter
   * topic, or would have but for shadow; one record can have several.
   */
  public static final String VIOLATIONS = "sluice.violations";

  /** Counter {@code sluice_samples_total}: letters whose records passed, in shadow. */
  public static final String SAMPLES = "sluice.samples";

  /** Counter {@code sluice_warnings_total}: breaches that only flag their record. */
  public static final String WARNINGS = "sluice.warnings";

  /**
   * Gauge {@code sluice_pipeline_state}: 0 stopped, 1 starting, 2 waiting, 3 running, 4 paused, 5
   * failed.
   */
  public static final String STATE = "sluice.pipeline.state";

  /**
   * Gauge {@code sluice_contract_end_timestamp_seconds}: the start of the day, in UTC, on which a
   * contract says that it ends.
   */
  public static final String END = "sluice.contract.end.timestamp";

  /** Tag of {@link #END}: {@code endOfSupport} or {@code endOfLife}. */
  public static final String WHICH = "end";

  /** Tag: the contract's id. */
  public static final String CONTRACT = "contract";

  /** Tag beside {@link #CONTRACT}: its major version, of which several can run. */
  public static final String MAJOR = "major";

  /** Tag of {@link #RECORDS} and {@link #REPLAYED}: see {@link Outcome}. */
  public static final String OUTCOME = "outcome";

  /** Tag: the rule's id. */
  public static final String RULE = "rule";

  /** Tag of {@link #VIOLATIONS}: SCHEMA, STRUCTURE, RULE or INTERNAL. */
  public static final String CLASS = "class";

  private final MeterRegistry registry;
  private final Tags contract;
  private final Map<Outcome, Counter> records;
  private final Map<Outcome, Counter> replayed;
  private final Counter samples;
  private final Optional<LatencyHistogram> latency;

  /**
   * Those of one major version of a contract; outcomes stand at zero from the start, so that rates
   * see the first.
   */
  public PipelineMeters(MeterRegistry registry, Major contract, Promises promises) {
    this.registry = registry;
    this.contract = tags(contract);
    this.latency = LatencyHistogram.of(promises);
    records = byOutcome(RECORDS, "Records by what became of them");
    replayed = byOutcome(REPLAYED, "Replayed records by what became of them");
    samples =
        Counter.builder(SAMPLES)
            .description("Letters whose records passed, in shadow")
            .tags(this.contract)
            .register(registry);
  }

  private Map<Outcome, Counter> byOutcome(String name, String description) {
    Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counters.put(
          outcome,
          Counter.builder(name)
              .description(description)
              .tags(contract)
              .tag(OUTCOME, outcome.tag())
              .register(registry));
    }
    return counters;
  }

  /** The tags that every meter of a contract has. */
  public static Tags tags(Major contract) {
    return Tags.of(CONTRACT, contract.id(), MAJOR, Integer.toString(contract.number()));
  }

  /**
   * How long after their event records were judged; empty where the contract promises nothing of
   * the kind. Whoever shows the registry's meters shows it beside them: Micrometer would take each
   * record by itself.
   */
  public Optional<LatencyHistogram> latency() {
    return latency;
  }

  /** Shows the state of a pipeline; the meter goes when the result is closed. */
  public <T> AutoCloseable state(T pipeline, ToDoubleFunction<T> code) {
    Gauge gauge =
        Gauge.builder(STATE, pipeline, code)
            .description("0 stopped, 1 starting, 2 waiting, 3 running, 4 paused, 5 failed")
            .tags(contract)
            .register(registry);
    return () -> registry.remove(gauge);
  }

  /** Shows when a contract ends; the meters go when the result is closed. */
  public AutoCloseable ends(Contract contract) {
    List<Gauge> gauges = new ArrayList<>();
    for (End end : End.values()) {
      end.day(contract)
          .map(day -> (double) day.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
          .ifPresent(
              seconds ->
                  gauges.add(
                      Gauge.builder(END, () -> seconds)
                          .description("When the contract says that it ends")
                          .baseUnit("seconds")
                          .tags(this.contract)
                          .tag(WHICH, end.word())
                          .register(registry)));
    }
    return () -> gauges.forEach(registry::remove);
  }

  /** Shows the meters of Kafka Streams itself; they go when the result is closed. */
  public KafkaStreamsMetrics bind(KafkaStreams streams) {
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams, contract);
    metrics.bindTo(registry);
    return metrics;
  }

  /** Makes counts visible. */
  void publish(Tally tally) {
    tally.latency().ifPresent(LatencyTally::publish);
    add(tally, records);
    if (tally.source() == Source.REPLAY) {
      add(tally, replayed);
    }
    samples.increment((double) tally.samples());
    tally
        .violations()
        .forEach(
            (breach, count) ->
                Counter.builder(VIOLATIONS)
                    .description("Breaches by rule, of dead letters and in shadow")
                    .tags(contract)
                    .tag(RULE, breach.rule())
                    .tag(CLASS, breach.violationClass().name())
                    .register(registry)
                    .increment((double) count[0]));
    tally
        .warnings()
        .forEach(
            (rule, count) ->
                Counter.builder(WARNINGS)
                    .description("Breaches that only flag their record, by rule")
                    .tags(contract)
                    .tag(RULE, rule)
                    .register(registry)
                    .increment((double) count[0]));
  }

  private static void add(Tally tally, Map<Outcome, Counter> counters) {
    counters.forEach((outcome, counter) -> counter.increment((double) tally.outcome(outcome)));
  }
}
