package io.sluice.pipeline.measure;

import io.sluice.engine.sli.Population;
import io.sluice.pipeline.measurement.Roster;

/** The reference topics that the populations of contracts stand in. Thread-safe. */
@FunctionalInterface
public interface References {

  /** Those of a contract, by its id. */
  Followed of(String contract);

  /** The reference topics of one contract, which are followed until it is closed. One thread's. */
  interface Followed extends AutoCloseable {

    /**
     * The members of a population, as far as they have been read. The topic is followed from the
     * first question on; returns at once.
     */
    Roster roster(Population.Topic population);

    /** Returns at once. */
    @Override
    void close();
  }
}
