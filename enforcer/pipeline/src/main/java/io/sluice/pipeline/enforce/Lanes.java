package io.sluice.pipeline.enforce;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each stream thread of a pipeline can send directly, past Kafka Streams. Streams begins,
 * commits and gives up every transaction, and is told of what fails: so the first record of each
 * topic in a transaction goes through it, and opens the lane for those that follow. The producer
 * closes all lanes of its thread when the transaction ends.
 */
public final class Lanes {

  private final ThreadLocal<Map<String, Lane>> open = ThreadLocal.withInitial(HashMap::new);

  /** The calling thread's transaction can be sent to this topic directly from now on. */
  public void open(String topic, Lane lane) {
    open.get().put(topic, lane);
  }

  /** The calling thread's transaction ends, or there is a new one. */
  public void close() {
    open.get().clear();
  }

  /** The calling thread's lane to a topic; null where Streams has to send. */
  @Nullable Lane to(String topic) {
    return open.get().get(topic);
  }
}
