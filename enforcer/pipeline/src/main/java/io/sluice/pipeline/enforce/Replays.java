package io.sluice.pipeline.enforce;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the replay topic. Safe to share between threads. */
@FunctionalInterface
public interface Replays {

  /** What a record of that topic stands for; never throws for what is in it. */
  Replayed read(ConsumerRecord<byte[], byte[]> sent);
}
