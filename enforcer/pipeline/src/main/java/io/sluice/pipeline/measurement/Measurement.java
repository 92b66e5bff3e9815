package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.Period;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Population;
import io.sluice.engine.sli.Promises;
import io.sluice.pipeline.delta.Delta;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The measurement of one contract. Deltas are taken as they come; time passes only by {@link
 * #judge}. Everything is on the shelf when a call returns, so a measurement that is opened anew
 * goes on where the last one was. Not safe for several threads.
 *
 * <p>What a delta brings counts where its own times say: in the minute in which it was judged, in
 * the period in which it happened. So it does not matter when it is taken, as long as minutes are
 * judged when all that was known then has been taken.
 */
public final class Measurement {

  private static final int FORMAT = 1;

  /** Longer ago nobody asks: minutes missed beyond that are not judged. */
  private static final Duration LONGEST_ABSENCE = Duration.ofDays(92);

  private final String contract;
  private final Promises promises;
  private final Drawer entry;
  private final Ranges ranges;
  private final Map<String, Measure> measures = new LinkedHashMap<>();
  private final Instant since;
  private Instant judgedUntil;
  private long gaps;
  private long overlaps;

  /** When records of the delta that was taken last were judged; its further parts do not say. */
  private Instant latestJudged;

  private Knowledge knowledge = new Knowledge();

  private Measurement(
      String contract,
      Promises promises,
      Hashing hashing,
      Function<Population.Topic, Roster> rosters,
      Shelf shelf,
      Instant now) {
    this.contract = contract;
    this.promises = promises;
    Drawer drawer = Drawer.of(shelf, contract);
    this.entry = drawer.in("contract");
    this.ranges = new Ranges(drawer.in("range"));
    byte[] bytes = entry.get();
    if (bytes == null) {
      since = now.truncatedTo(ChronoUnit.MINUTES);
      judgedUntil = since;
      latestJudged = since;
    } else {
      Unpacker known = new Unpacker(bytes);
      if (known.number() != FORMAT) {
        throw new IllegalArgumentException(
            "the measurement of " + contract + " was written by another version of Sluice");
      }
      since = known.instant();
      judgedUntil = known.instant();
      gaps = known.number();
      overlaps = known.number();
      latestJudged = known.instant();
      knowledge = Knowledge.of(known);
    }
    MeasureBench bench = new MeasureBench(promises, hashing, rosters, drawer, since);
    for (Indicator indicator : promises.indicators()) {
      measures.put(indicator.id(), bench.measure(indicator));
    }
  }

  /** Makes the hash of a key out of the texts of its fields, as the deltas have it. */
  @FunctionalInterface
  public interface Hashing {
    byte[] of(List<String> key);
  }

  /**
   * The measurement of a contract, as the shelf has it; begun now where it has none.
   *
   * @param contract its id
   * @param hashing the contract's
   * @param rosters the members of a population that a reference topic holds
   * @throws IllegalArgumentException where the shelf holds what can't be read
   */
  public static Measurement open(
      String contract,
      Promises promises,
      Hashing hashing,
      Function<Population.Topic, Roster> rosters,
      Shelf shelf,
      Instant now) {
    Measurement measurement = new Measurement(contract, promises, hashing, rosters, shelf, now);
    measurement.save();
    return measurement;
  }

  /** What is measured. */
  public Promises promises() {
    return promises;
  }

  /** Since when it is measured. */
  public Instant since() {
    return since;
  }

  /** The end of the last minute that was judged. */
  public Instant judgedUntil() {
    return judgedUntil;
  }

  /** How often something was missing between deltas: what it held is in no count. */
  public long gaps() {
    return gaps;
  }

  /** How many deltas were refused, since their records were counted before. */
  public long overlaps() {
    return overlaps;
  }

  // ---- counting

  /** Takes in what a pipeline counted, unless it was counted before. */
  public Intake take(Delta delta) {
    Intake intake = ranges.take(delta.coverage());
    switch (intake) {
      case TAKEN -> count(delta);
      case AFTER_GAP -> {
        gaps++;
        count(delta);
      }
      case OVERLAPPING -> overlaps++;
    }
    save();
    return intake;
  }

  private void count(Delta delta) {
    if (delta.coverage().part() == 0) {
      knowledge.learn(delta, judgedUntil);
    }
    Delta.Judged judged = delta.judged();
    latestJudged = judged == null ? latestJudged : judged.to();
    Instant at = latestJudged;
    for (Delta.IndicatorCounts counts : delta.counts()) {
      Measure measure = measure(counts.indicator());
      if (measure != null && measure.indicator().sli().word().equals(counts.sli())) {
        counts.buckets().stream()
            .filter(Measurement::isSound)
            .forEach(bucket -> measure.take(bucket, at));
        measure.save();
      }
    }
    for (Delta.KeySet keys : delta.keys()) {
      Measure measure = measure(keys.indicator());
      if (measure != null && keys.records() >= keys.size()) {
        measure.take(keys, at);
        measure.save();
      }
    }
  }

  /** What another version of the contract promised is none of this one's indicators. */
  private @Nullable Measure measure(String indicator) {
    return measures.get(indicator);
  }

  private static boolean isSound(Delta.Bucket bucket) {
    return bucket.lateGood() >= 0
        && bucket.lateTotal() >= bucket.lateGood()
        && bucket.good() >= bucket.lateGood()
        && bucket.total() - bucket.good() >= bucket.lateTotal() - bucket.lateGood();
  }

  /**
   * Takes in how many raw records were committed and not judged yet.
   *
   * @param at when the broker said so
   */
  public void lag(Instant at, long records) {
    knowledge.lag(at, records, judgedUntil);
    save();
  }

  // ---- judging

  /**
   * Judges the whole UTC minutes that have passed, each by what was known at its end, and then says
   * what every indicator comes to.
   *
   * @param now of which everything is known: deltas of records that were judged by then were taken
   * @return empty where no minute has passed
   */
  public Optional<List<Reading>> judge(Instant now) {
    Instant until = now.truncatedTo(ChronoUnit.MINUTES);
    if (!until.isAfter(judgedUntil)) {
      return Optional.empty();
    }
    Instant after = judgedUntil;
    if (until.minus(LONGEST_ABSENCE).isAfter(judgedUntil)) {
      judgedUntil = until.minus(LONGEST_ABSENCE);
      knowledge.catchUp(judgedUntil);
    }
    while (judgedUntil.isBefore(until)) {
      Period minute = new Period(judgedUntil, judgedUntil.plus(1, ChronoUnit.MINUTES));
      knowledge.endOf(minute.start());
      measures.values().forEach(measure -> measure.minute(minute, knowledge));
      judgedUntil = minute.end();
    }
    List<Reading> readings =
        measures.values().stream().map(measure -> measure.read(after, until)).toList();
    measures.values().forEach(measure -> measure.expire(until));
    measures.values().forEach(Measure::save);
    save();
    return Optional.of(readings);
  }

  /**
   * What every indicator comes to at the end of the last minute that was judged, so that one that
   * is opened anew can say at once what was said before; empty where none was judged.
   */
  public List<Reading> readings() {
    return judgedUntil.isAfter(since)
        ? measures.values().stream().map(measure -> measure.read(judgedUntil, judgedUntil)).toList()
        : List.of();
  }

  /** What is known of the past of an indicator, the oldest first; empty where there is no such. */
  public List<Reading.PeriodResult> history(String indicator) {
    Measure measure = measure(indicator);
    return measure == null ? List.of() : measure.history(judgedUntil);
  }

  /** The newest event time that counts for freshness, in milliseconds; empty before the first. */
  public OptionalLong newestEvent(String element) {
    return knowledge.newestOfAll(element);
  }

  /** Compliant records that were dated too far ahead of the clock to count for freshness. */
  public long ahead(String element) {
    return knowledge.ahead(element);
  }

  private void save() {
    Packer packed =
        new Packer()
            .number(FORMAT)
            .instant(since)
            .instant(judgedUntil)
            .number(gaps)
            .number(overlaps)
            .instant(latestJudged);
    knowledge.pack(packed);
    entry.put(packed.bytes());
  }

  @Override
  public String toString() {
    return "the measurement of " + contract + ", judged until " + judgedUntil;
  }
}
