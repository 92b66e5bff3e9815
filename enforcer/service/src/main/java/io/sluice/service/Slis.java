package io.sluice.service;

import io.sluice.pipeline.measure.SliReport;
import io.sluice.pipeline.measure.Snapshot;

/** What a contract came to, as an instance knows it. */
sealed interface Slis {

  SliReport report();

  /** It measures the contract itself. */
  record Own(Snapshot snapshot) implements Slis {
    @Override
    public SliReport report() {
      return snapshot.report();
    }
  }

  /** Another one does, and told it by the SLI topic. */
  record Told(SliReport report) implements Slis {}
}
