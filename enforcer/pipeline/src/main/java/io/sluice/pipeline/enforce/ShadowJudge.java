package io.sluice.pipeline.enforce;

import io.sluice.engine.verdict.Verdict;
import io.sluice.pipeline.count.Outcome;
import io.sluice.pipeline.topic.TopicFacts;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Judges records by a contract in shadow: what violates it passes all the same, bytes that do not
 * decode and defects of Sluice's own included, since consumers of the product topic are to notice
 * nothing. A record without a key alone can't: a compacted topic takes none, so it goes where it
 * would go if the contract were enforced.
 */
final class ShadowJudge {

  private final RecordJudge.Judge judge;
  private final Supplier<TopicFacts> facts;

  ShadowJudge(RecordJudge.Judge judge, Supplier<TopicFacts> facts) {
    this.judge = judge;
    this.facts = facts;
  }

  /**
   * Judges a record.
   *
   * @throws StoppedException where the pipeline stops meanwhile
   */
  Judged judge(ConsumerRecord<byte[], byte[]> raw) {
    Judged judged = judged(raw);
    if (judged.outcome() != Outcome.VIOLATING
        || (raw.key() == null && facts.get().productCompacted())) {
      return judged;
    }
    return new Judged(Outcome.SHADOWED, judged.verdict(), judged.schemaId(), judged.seen(), null);
  }

  private Judged judged(ConsumerRecord<byte[], byte[]> raw) {
    try {
      return judge.judge(raw);
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException defect) {
      return Judged.of(Verdict.of(SluiceRules.defect(defect)), null);
    }
  }
}
