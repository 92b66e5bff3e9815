package io.sluice.pipeline.enforce;

import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.count.Outcome;
import io.sluice.pipeline.count.Source;
import io.sluice.pipeline.count.Tally;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Judges each record, raw or replayed, and sends it on: to the product topic, or to the dead-letter
 * topic. Of those that pass in shadow, samples go there as well.
 *
 * <p>Some records of a batch are judged and counted, one right after the other, and then sent:
 * judging is fastest where nothing else gets in between, and sending where records are still near
 * the processor. Counts and outputs belong to a transaction that commits between batches only, so
 * it makes no difference which of them comes first.
 */
final class EnforceProcessor implements Processor<byte[], RawBatch, byte[], byte[]> {

  /**
   * So many records are judged before they are sent, and the clock is looked at once for them,
   * where none of them has to wait.
   */
  private static final int AT_ONCE = 64;

  private final Keyed keyed;
  private final JudgedTime time;
  private final Outlet outlet;
  private final Function<ProcessorContext<byte[], byte[]>, Outbound> outbounds;
  private final Sources sources;
  private final Ledger ledger;
  private final Samples samples;
  private final InstantSource clock;
  private final DefectGuard guard = new DefectGuard();
  private Keyed.Tools tools;
  private @Nullable Outbound outbound;
  private @Nullable Tally raw;
  private @Nullable Tally replayed;

  EnforceProcessor(
      Keyed keyed,
      JudgedTime time,
      Outlet outlet,
      Function<ProcessorContext<byte[], byte[]>, Outbound> outbounds,
      Sources sources,
      Ledger ledger,
      Samples samples,
      InstantSource clock) {
    this.keyed = keyed;
    this.tools = keyed.tools();
    this.time = time;
    this.outlet = outlet;
    this.outbounds = outbounds;
    this.sources = sources;
    this.ledger = ledger;
    this.samples = samples;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.outbound = outbounds.apply(context);
    int partition = context.taskId().partition();
    this.raw = ledger.open(Source.RAW, new TopicPartition(sources.rawTopic(), partition));
    this.replayed =
        ledger.open(Source.REPLAY, new TopicPartition(sources.replayTopic(), partition));
  }

  @Override
  public void process(Record<byte[], RawBatch> carrier) {
    RawBatch batch = carrier.value();
    tools = keyed.tools();
    Tally counts = tally(sources.of(batch));
    List<ConsumerRecord<byte[], byte[]>> records = sources.records(batch);
    counts.begin(batch.offset());
    running(outbound).begin();
    for (int from = 0; from < records.size(); from += AT_ONCE) {
      enforce(records, from, Math.min(AT_ONCE, records.size() - from), counts);
    }
    counts.end(batch.end());
    if (counts.isFull()) {
      ledger.handOver(counts);
    }
  }

  private Tally tally(Source source) {
    return running(
        switch (source) {
          case RAW -> raw;
          case REPLAY -> replayed;
        });
  }

  private void enforce(
      List<ConsumerRecord<byte[], byte[]>> records, int from, int count, Tally counts) {
    Judged[] judged = new Judged[count];
    JudgedTime.Moment[] moments = new JudgedTime.Moment[count];
    judge(records, from, judged, moments, counts);
    send(records, from, judged, moments, counts);
  }

  private void judge(
      List<ConsumerRecord<byte[], byte[]>> records,
      int from,
      Judged[] judged,
      JudgedTime.Moment[] moments,
      Tally counts) {
    time.look();
    for (int i = 0; i < judged.length; i++) {
      judged[i] = judge(records.get(from + i));
      moments[i] = time.moment();
      count(judged[i], counts);
      counts.measure(judged[i].outcome(), moments[i].millis(), judged[i].seen());
    }
  }

  private Judged judge(ConsumerRecord<byte[], byte[]> raw) {
    if (raw instanceof Replayed replay && replay.shut() != null) {
      return Judged.of(Verdict.of(replay.shut()), null);
    }
    try {
      Judged judged = tools.judge().judge(raw);
      guard.judged();
      return judged;
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException defect) {
      guard.failed(clock.millis(), defect);
      return Judged.of(Verdict.of(SluiceRules.defect(defect)), null);
    }
  }

  private static void count(Judged judged, Tally counts) {
    counts.count(judged.outcome());
    if (judged.verdict().isViolating()) {
      for (Violation violation : judged.verdict().violations()) {
        counts.countViolation(violation);
      }
    } else if (judged.outcome() == Outcome.FLAGGED) {
      for (Violation warning : judged.verdict().warnings()) {
        counts.countWarning(warning);
      }
    }
  }

  private void send(
      List<ConsumerRecord<byte[], byte[]>> records,
      int from,
      Judged[] judged,
      JudgedTime.Moment[] moments,
      Tally counts) {
    Outbound out = running(outbound);
    for (int i = 0; i < judged.length; i++) {
      send(records.get(from + i), judged[i], moments[i], counts, out);
    }
  }

  private void send(
      ConsumerRecord<byte[], byte[]> raw,
      Judged judged,
      JudgedTime.Moment at,
      Tally counts,
      Outbound out) {
    switch (judged.outcome()) {
      case COMPLIANT, FLAGGED, TOMBSTONE -> pass(judged.product(raw), judged, at, out);
      case SHADOWED -> {
        pass(raw, judged, at, out);
        if (samples.take(judged.verdict().violations()) && isSampled(raw, judged, at, out)) {
          counts.countSample();
        }
      }
      case VIOLATING -> {
        Rejected letter = tools.headers().letter(raw);
        WrittenHeaders why =
            outlet.fit(
                letter.record(),
                Destination.DEAD_LETTER,
                at,
                detail -> tools.headers().ofDeadLetter(letter, judged, at, detail));
        out.send(letter.record(), why, Destination.DEAD_LETTER);
      }
      case OTHER_TYPE, OTHER_MAJOR -> {}
    }
  }

  private void pass(
      ConsumerRecord<byte[], byte[]> product, Judged judged, JudgedTime.Moment at, Outbound out) {
    WrittenHeaders written =
        outlet.fit(
            product,
            Destination.PRODUCT,
            at,
            detail -> tools.headers().ofProduct(product, judged.verdict(), at, detail));
    out.send(product, written, Destination.PRODUCT);
  }

  /** A sample never holds up the stream: where its topic does not take it, it is left out. */
  private boolean isSampled(
      ConsumerRecord<byte[], byte[]> raw, Judged judged, JudgedTime.Moment at, Outbound out) {
    Rejected letter = tools.headers().letter(raw);
    WrittenHeaders why =
        outlet.fitNow(
            letter.record(),
            Destination.DEAD_LETTER,
            at,
            detail -> tools.headers().ofDeadLetter(letter, judged, at, detail));
    if (why == null) {
      return false;
    }
    out.send(letter.record(), why, Destination.DEAD_LETTER);
    return true;
  }

  @Override
  public void close() {
    if (raw != null) {
      ledger.close(raw);
      raw = null;
    }
    if (replayed != null) {
      ledger.close(replayed);
      replayed = null;
    }
  }

  private static <T> T running(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the task is not open");
    }
    return part;
  }
}
