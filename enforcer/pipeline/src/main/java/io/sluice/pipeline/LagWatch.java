package io.sluice.pipeline;

import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.measure.Lags;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker how many raw records of a contract are committed and not judged yet, whether its
 * pipeline is there or not.
 */
record LagWatch(Lags lags, Clock clock) {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Asks it; where there is no answer, nothing is known. */
  void look(Admin admin, CompiledContract contract) throws InterruptedException {
    Major major = Major.of(contract.contract());
    try {
      lags.saw(major, new Lags.Lag(clock.instant(), lag(admin, contract)));
    } catch (ExecutionException | TimeoutException e) {
      lags.lost(major);
    }
  }

  private static long lag(Admin admin, CompiledContract contract)
      throws InterruptedException, ExecutionException, TimeoutException {
    String topic = contract.binding().rawTopic();
    TopicDescription raw =
        Objects.requireNonNull(
            get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
    raw.partitions()
        .forEach(
            partition -> {
              ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
              starts.put(new TopicPartition(topic, partition.partition()), OffsetSpec.earliest());
            });
    Map<TopicPartition, OffsetAndMetadata> judged =
        get(
            admin
                .listConsumerGroupOffsets(Pipeline.applicationId(contract.contract()))
                .partitionsToOffsetAndMetadata());
    Map<TopicPartition, ListOffsetsResultInfo> first = get(admin.listOffsets(starts).all());
    Map<TopicPartition, ListOffsetsResultInfo> last =
        get(admin.listOffsets(ends, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
    long lag = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> start : first.entrySet()) {
      OffsetAndMetadata at = judged.get(start.getKey());
      ListOffsetsResultInfo end = last.get(start.getKey());
      long next = at == null ? start.getValue().offset() : at.offset();
      lag += end == null ? 0 : Math.max(0, end.offset() - next);
    }
    return lag;
  }

  private static <T> T get(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
