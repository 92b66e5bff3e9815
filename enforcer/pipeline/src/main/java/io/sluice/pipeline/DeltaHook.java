package io.sluice.pipeline;

import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.count.Source;
import io.sluice.pipeline.count.Tally;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.topic.TopicFacts;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Hands the counts over in the transaction that commits the offsets which they cover: they are
 * there if and only if the records are.
 *
 * @param facts the topics as they were last seen
 * @param schemaId the content id of the deltas' schema
 */
record DeltaHook(
    Ledger ledger, Contract contract, String application, Supplier<TopicFacts> facts, int schemaId)
    implements CommitHook {

  @Override
  public void handOver(Producer<byte[], byte[]> producer, Tally counted) {
    counted.counted(this::coverage).ifPresent(delta -> send(delta, producer));
  }

  @Override
  public void beforeOffsets(
      Producer<byte[], byte[]> producer, Map<TopicPartition, OffsetAndMetadata> offsets) {
    for (Delta delta : ledger.deltas(offsets, this::coverage)) {
      send(delta, producer);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a send that fails fails the commit
  private void send(Delta delta, Producer<byte[], byte[]> producer) {
    DeltaTopic.records(delta, schemaId).forEach(producer::send);
  }

  private Delta.Coverage coverage(Source source, TopicPartition partition, long from, long to) {
    return new Delta.Coverage(
        contract.id(),
        contract.version().text(),
        application,
        contract.isInShadow(),
        source == Source.REPLAY,
        partition.topic(),
        topicId(source).toString(),
        partition.partition(),
        from,
        to,
        0,
        1);
  }

  private Uuid topicId(Source source) {
    return switch (source) {
      case RAW -> facts.get().rawTopicId();
      case REPLAY -> facts.get().replayTopicId();
    };
  }
}
