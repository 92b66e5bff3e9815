package io.sluice.pipeline.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.pipeline.delta.DeltaTopic;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology of the measure application: deltas, what they add up to, results.
 *
 * @param schemas the schema of a content id that a delta was written with; empty where nobody can
 *     say right now
 * @param partitions of the deltas topic
 * @param settle how long after a minute it is judged: so long commits may take to be read
 */
public record MeasureTopology(
    MeasuredContracts contracts,
    IntFunction<Optional<Schema>> schemas,
    Position position,
    Lags lags,
    Outlets outlets,
    References references,
    Snapshots snapshots,
    MeterRegistry registry,
    int partitions,
    Duration settle,
    Clock clock) {

  public static final String STORE = "measurements";
  static final String DELTAS = "deltas";
  static final String MEASURE = "measure";
  static final String RESULTS = "results";

  /** Header of results: the contract's id and version. */
  static final String CONTRACT = "sluice.contract";

  /** Builds it. */
  public Topology build() {
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            DELTAS,
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            DeltaTopic.NAME)
        .addProcessor(MEASURE, supplier(), DELTAS)
        .addSink(RESULTS, topic(), new ByteArraySerializer(), new ByteArraySerializer(), MEASURE);
  }

  /** Keys and values as bytes, of which a commit writes the last of each. */
  static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  private ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier() {
    MeasureTopology topology = this;
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], byte[]> get() {
        return new MeasureProcessor(topology);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(store());
      }
    };
  }

  private static TopicNameExtractor<byte[], byte[]> topic() {
    return (key, value, context) ->
        SliTopic.of(
            new String(context.headers().lastHeader(CONTRACT).value(), StandardCharsets.UTF_8));
  }
}
