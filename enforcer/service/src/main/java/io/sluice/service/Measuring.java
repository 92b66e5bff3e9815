package io.sluice.service;

import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.MeasureApplication;
import io.sluice.pipeline.PipelineState;
import io.sluice.pipeline.SliTopicReader;
import io.sluice.pipeline.measure.Snapshots;
import io.sluice.pipeline.registry.ApicurioRegistry;
import java.util.Map;
import java.util.Optional;

/**
 * The measuring of this service's contracts, by this instance or by others of its application. That
 * it does not run keeps the service from nothing: an instance that enforces is ready, and the alert
 * on measuring tells.
 *
 * @param kafka properties of Kafka's clients
 */
record Measuring(
    MeasureApplication application, ApicurioRegistry registry, Map<String, String> kafka)
    implements AutoCloseable {

  PipelineState state() {
    return application.state();
  }

  /** What this instance measures itself. */
  Snapshots snapshots() {
    return application.snapshots();
  }

  /**
   * What a contract came to: as this instance knows it where it measures it, else as whoever does
   * has told.
   *
   * @param withHistory whether the past is asked for, which is more to read
   * @return empty where no minute was judged yet
   * @throws org.apache.kafka.common.KafkaException where another one measures it, and the cluster
   *     does not answer
   */
  Optional<Slis> of(CompiledContract contract, boolean withHistory) {
    Optional<Slis> own =
        snapshots().of(Major.of(contract.contract())).map(snapshot -> new Slis.Own(snapshot));
    if (own.isPresent()) {
      return own;
    }
    try (SliTopicReader reader = new SliTopicReader(kafka, registry)) {
      return reader.read(contract, withHistory).map(Slis.Told::new);
    }
  }

  @Override
  public void close() {
    application.close();
    registry.close();
  }
}
