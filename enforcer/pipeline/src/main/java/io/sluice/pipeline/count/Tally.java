package io.sluice.pipeline.count;

import io.sluice.engine.observe.Observation;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.sli.SliTally;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What one task has counted of one of its partitions since its last commit. Written by its stream
 * thread alone: plain fields, nothing shared.
 */
public final class Tally {

  /** A rule with the class that its breaches have. */
  record Breach(String rule, ViolationClass violationClass) {}

  private static final long UNKNOWN = -1;

  private final Source source;
  private final TopicPartition partition;
  private final Map<Outcome, long[]> outcomes = new EnumMap<>(Outcome.class);

  /** Of these, those that were handed over. */
  private final Map<Outcome, Long> told = new EnumMap<>(Outcome.class);

  private final Map<Breach, long[]> violations = new HashMap<>();
  private final Map<String, long[]> warnings = new HashMap<>();
  private final SliTally slis;
  private final Optional<LatencyTally> latency;
  private long samples;

  /** Where begins what the transaction carries. */
  private long from;

  /** Up to where it was handed over. */
  private long handed = UNKNOWN;

  /** The offset after the record that was counted last. */
  private long end = UNKNOWN;

  /**
   * @param slis at zero
   * @param latency likewise
   * @param from the offset that the task begins at; empty where no committed one is known: then
   *     that of its first record
   */
  Tally(
      Source source,
      TopicPartition partition,
      SliTally slis,
      Optional<LatencyTally> latency,
      OptionalLong from) {
    this.source = source;
    this.partition = partition;
    this.slis = slis;
    this.latency = latency;
    this.from = from.orElse(UNKNOWN);
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, new long[1]);
    }
  }

  /** Counts a record. */
  public void count(Outcome outcome) {
    of(outcome)[0]++;
  }

  /** Counts a breach of a record that is counted as violating or shadowed. */
  public void countViolation(Violation violation) {
    add(violations, new Breach(violation.rule(), violation.violationClass()));
  }

  /** Counts a breach that only flags its record. */
  public void countWarning(Violation warning) {
    add(warnings, warning.rule());
  }

  /** Counts a sample of the records that are counted as shadowed. */
  public void countSample() {
    samples++;
  }

  /** Records are about to be counted, the first of which has this offset. */
  public void begin(long offset) {
    if (from == UNKNOWN) {
      from = offset;
    }
  }

  /** The records up to this offset have been counted. */
  public void end(long next) {
    end = next;
  }

  /**
   * Counts a record for the indicators of its contract, where it belongs to that.
   *
   * @param judged when it was judged, as its headers say
   * @param seen what it shows; null where it has no value that decodes
   */
  public void measure(Outcome outcome, long judged, @Nullable Observation seen) {
    if (outcome.isConsumed()) {
      slis.count(outcome.isPassed(), judged, seen);
      if (outcome.isPassed() && seen != null && latency.isPresent()) {
        latency.get().count(judged, seen);
      }
    }
  }

  /** Whether so much has been counted that it is to be handed over. */
  public boolean isFull() {
    return slis.isFull();
  }

  private static <K> void add(Map<K, long[]> counts, K key) {
    counts.computeIfAbsent(key, k -> new long[1])[0]++;
  }

  /** How the records that it counts came. */
  Source source() {
    return source;
  }

  /** The partition whose records it counts. */
  TopicPartition partition() {
    return partition;
  }

  boolean isEmpty() {
    return outcomes.values().stream().allMatch(count -> count[0] == 0);
  }

  long outcome(Outcome outcome) {
    return of(outcome)[0];
  }

  private long[] of(Outcome outcome) {
    return Objects.requireNonNull(outcomes.get(outcome));
  }

  Map<Breach, long[]> violations() {
    return violations;
  }

  Map<String, long[]> warnings() {
    return warnings;
  }

  long samples() {
    return samples;
  }

  Optional<LatencyTally> latency() {
    return latency;
  }

  /**
   * Hands over what was counted up to the last record of those that were counted together; empty
   * where that was done.
   */
  public Optional<Delta> counted(Coverages coverages) {
    return end > start() ? delta(end, coverages) : Optional.empty();
  }

  /** Where what is to be handed over next begins. */
  private long start() {
    return handed == UNKNOWN ? from : handed;
  }

  /**
   * Hands over what was counted up to an offset that is about to be committed; empty where the task
   * has read nothing since it last did.
   *
   * @throws IllegalStateException where more was handed over
   */
  Optional<Delta> delta(long next, Coverages coverages) {
    long start = start();
    if (from == UNKNOWN || start == next) {
      return Optional.empty();
    }
    if (next < start) {
      throw new IllegalStateException(
          "counts of partition %s were handed over up to offset %d, and offset %d would be committed"
              .formatted(partition, start, next));
    }
    Delta delta = slis.delta(coverages.of(source, partition, start, next), untold());
    slis.clear();
    handed = next;
    return Optional.of(delta);
  }

  private Map<String, Long> untold() {
    Map<String, Long> counted = new HashMap<>();
    outcomes.forEach(
        (outcome, count) -> {
          long more = count[0] - told.getOrDefault(outcome, 0L);
          if (more > 0) {
            counted.put(outcome.tag(), more);
            told.put(outcome, count[0]);
          }
        });
    return counted;
  }

  /** What was handed over has been committed: what follows begins there. */
  void committed() {
    if (handed != UNKNOWN) {
      from = handed;
    }
    clear();
  }

  /** Hands over what was counted and starts again from zero. */
  Tally take() {
    Tally taken =
        new Tally(source, partition, slis, latency.map(LatencyTally::copy), OptionalLong.empty());
    taken.outcomes.replaceAll((outcome, none) -> of(outcome).clone());
    taken.violations.putAll(violations);
    taken.warnings.putAll(warnings);
    taken.samples = samples;
    clear();
    return taken;
  }

  /** Forgets what was counted: its transaction was aborted. */
  void clear() {
    outcomes.values().forEach(count -> count[0] = 0);
    violations.clear();
    warnings.clear();
    told.clear();
    handed = UNKNOWN;
    end = UNKNOWN;
    samples = 0;
    slis.clear();
    latency.ifPresent(LatencyTally::clear);
  }
}
