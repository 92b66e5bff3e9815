package io.sluice.pipeline.enforce;

import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.count.Outcome;
import io.sluice.pipeline.count.Tally;
import io.sluice.pipeline.topic.TopicFacts;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Judges each raw record and sends it on: to the product topic, or to the dead-letter topic. Of
 * those that pass in shadow, samples go there as well.
 */
final class EnforceProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final RecordJudge.Judge judge;
  private final OutputHeaders headers;
  private final Outlet outlet;
  private final Ledger ledger;
  private final Samples samples;
  private final InstantSource clock;
  private final DefectGuard guard = new DefectGuard();
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable Tally tally;

  EnforceProcessor(
      RecordJudge.Judge judge,
      OutputHeaders headers,
      Outlet outlet,
      Ledger ledger,
      Samples samples,
      InstantSource clock) {
    this.judge = judge;
    this.headers = headers;
    this.outlet = outlet;
    this.ledger = ledger;
    this.samples = samples;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.tally = ledger.open(context.taskId().partition());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<byte[], byte[]> to = running(context);
    RecordMetadata source = to.recordMetadata().orElseThrow();
    Judged judged = judge(record, source);
    RawPartition.forwarding(source.partition());
    switch (judged.outcome()) {
      case COMPLIANT, FLAGGED, TOMBSTONE, SHADOWED -> {
        Record<byte[], byte[]> product =
            outlet.fit(
                record,
                source,
                TopicFacts::product,
                detail -> headers.ofProduct(record, judged.verdict(), detail));
        to.forward(product, EnforceTopology.PRODUCT);
      }
      case VIOLATING -> {
        Record<byte[], byte[]> letter =
            outlet.fit(
                record,
                source,
                TopicFacts::deadLetter,
                detail -> headers.ofDeadLetter(record, source, judged, detail));
        to.forward(letter, EnforceTopology.DEAD_LETTER);
      }
      case OTHER_TYPE -> {}
    }
    count(judged);
    if (judged.outcome() == Outcome.SHADOWED && samples.take(judged.verdict().violations())) {
      sample(record, source, judged, to);
    }
    Tally counts = running(tally);
    counts.measure(source.offset(), judged.outcome(), headers.judgedAt(), judged.seen());
    if (counts.isFull()) {
      to.commit(); // what is counted takes room until it is handed over
    }
  }

  /** A sample never holds up the stream: where its topic does not take it, it is left out. */
  private void sample(
      Record<byte[], byte[]> record,
      RecordMetadata source,
      Judged judged,
      ProcessorContext<byte[], byte[]> to) {
    Record<byte[], byte[]> letter =
        outlet.fitNow(
            record,
            TopicFacts::deadLetter,
            detail -> headers.ofDeadLetter(record, source, judged, detail));
    if (letter != null) {
      to.forward(letter, EnforceTopology.DEAD_LETTER);
      running(tally).countSample();
    }
  }

  @Override
  public void close() {
    if (tally != null) {
      ledger.close(tally);
      tally = null;
    }
  }

  private Judged judge(Record<byte[], byte[]> record, RecordMetadata source) {
    try {
      Judged judged = judge.judge(record, source);
      guard.judged();
      return judged;
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException defect) {
      guard.failed(clock.millis(), defect);
      return Judged.of(Verdict.of(SluiceRules.defect(defect)), null);
    }
  }

  private void count(Judged judged) {
    Tally counts = running(tally);
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

  private static <T> T running(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the task is not open");
    }
    return part;
  }
}
