package io.sluice.pipeline;

import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.enforce.Lane;
import io.sluice.pipeline.enforce.Lanes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The producer of a stream thread that enforces: adds what was counted to each transaction, keeps
 * the ledger in step with them, and lets records pass Kafka Streams by.
 */
class CommitProducer extends GuardedProducer {

  private final Ledger ledger;
  private final Lanes lanes;
  private final CommitHook hook;

  /** Interceptors may change the headers of a record, which those sent directly share. */
  private final boolean intercepted;

  private final Map<String, List<PartitionInfo>> partitions = new HashMap<>();
  private Map<TopicPartition, OffsetAndMetadata> carried = Map.of();

  /**
   * @param onCommit told of each transaction that has committed
   */
  CommitProducer(
      Map<String, Object> config, Ledger ledger, Lanes lanes, CommitHook hook, Runnable onCommit) {
    super(config, onCommit);
    this.ledger = ledger;
    this.lanes = lanes;
    this.hook = hook;
    this.intercepted = isIntercepted(config);
  }

  private static boolean isIntercepted(Map<String, Object> config) {
    Object interceptors = config.get(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
    return interceptors instanceof Collection<?> several
        ? !several.isEmpty()
        : interceptors != null && !interceptors.toString().isBlank();
  }

  @Override
  public void beginTransaction() {
    endLanes();
    super.beginTransaction();
    ledger.begun(tally -> add(() -> hook.handOver(this, tally)));
  }

  /**
   * Sends a record, and calls back where that fails. Of a record that was sent Streams' callback
   * only counts the bytes, encoding the names of all its headers anew, which nobody asks for here.
   *
   * <p>Once Streams has sent a record to a topic, what follows in its transaction can be sent there
   * directly: where that fails, this record's callback says so to Streams.
   *
   * @param callback null where the transaction's commit alone is to fail
   */
  @Override
  public Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
    if (callback == null) {
      return super.send(record, null);
    }
    Callback onFailure =
        (metadata, failure) -> {
          if (failure != null) {
            callback.onCompletion(metadata, failure);
          }
        };
    Future<RecordMetadata> sent = super.send(record, onFailure);
    if (!intercepted) {
      lanes.open(record.topic(), new Direct(partitionsFor(record.topic()).size(), onFailure));
    }
    return sent;
  }

  /** A topic that the open transaction has sent to. */
  private final class Direct implements Lane {

    private final int partitions;
    private final Callback onFailure;

    Direct(int partitions, Callback onFailure) {
      this.partitions = partitions;
      this.onFailure = onFailure;
    }

    @Override
    public int partitions() {
      return partitions;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a send that fails calls back
    public void send(ProducerRecord<byte[], byte[]> record) {
      CommitProducer.super.send(record, onFailure);
    }
  }

  /** Streams waits here for the records of a transaction before it commits. */
  @Override
  public void flush() {
    ledger.handOver();
    super.flush();
  }

  private static void add(Runnable adding) {
    try {
      adding.run();
    } catch (RuntimeException e) {
      throw new KafkaException("what belongs to a transaction could not be added to it", e);
    }
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    add(() -> hook.beforeOffsets(this, offsets));
    super.sendOffsetsToTransaction(offsets, group);
    carried = offsets;
  }

  @Override
  public void commitTransaction() {
    endLanes();
    try {
      super.commitTransaction();
    } catch (RuntimeException e) {
      ledger.inDoubt(carried);
      throw e;
    }
  }

  @Override
  void committed() {
    ledger.committed();
    super.committed();
  }

  @Override
  public void abortTransaction() {
    endLanes();
    ledger.aborted();
    super.abortTransaction();
  }

  /**
   * The partitions of a topic, as they were when a transaction first asked for them: Streams asks
   * for each record, where a topic that grows can as well wait for the next transaction.
   */
  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    List<PartitionInfo> known = partitions.get(topic);
    if (known == null) {
      known = super.partitionsFor(topic);
      partitions.put(topic, known);
    }
    return known;
  }

  private void endLanes() {
    lanes.close();
    partitions.clear();
  }
}
