package io.sluice.bench.throughput;

/** A Kafka Streams application that brings raw records to a topic. */
sealed interface Contender permits PassThrough, Enforcement {

  /** What it is called in results. */
  String word();

  /** Its consumer group, which its threads are named after. */
  String applicationId();

  /** Where its records go. */
  String outputTopic();

  /**
   * Starts it and waits until it runs.
   *
   * @throws IllegalStateException where it does not
   */
  Running start() throws InterruptedException;

  /** One that runs. */
  interface Running extends AutoCloseable {

    /** Stops it, with all that it read committed. */
    @Override
    void close();

    /**
     * Shows, once it has stopped, that what was measured is what was meant.
     *
     * @param records how many it has brought to its topic
     * @throws IllegalStateException where it did something else with them
     */
    void verify(long records);
  }
}
