package io.sluice.service;

import io.sluice.pipeline.MeasureApplication;
import io.sluice.pipeline.PipelineState;
import io.sluice.pipeline.measure.Snapshots;
import io.sluice.pipeline.registry.ApicurioRegistry;

/**
 * The measuring of this service's contracts. That it does not run keeps the service from nothing:
 * an instance that enforces is ready, and the alert on measuring tells.
 */
record Measuring(MeasureApplication application, ApicurioRegistry registry)
    implements AutoCloseable {

  PipelineState state() {
    return application.state();
  }

  Snapshots snapshots() {
    return application.snapshots();
  }

  @Override
  public void close() {
    application.close();
    registry.close();
  }
}
