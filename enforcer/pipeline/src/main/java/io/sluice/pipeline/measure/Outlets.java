package io.sluice.pipeline.measure;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The SLI topics that can be written to, with the id of the schema of their records. A topic that
 * is not there would end the thread that writes to it, and with it the measuring of all contracts.
 * Thread-safe.
 */
public final class Outlets {

  private final Map<String, Integer> schemaIds = new ConcurrentHashMap<>();

  /** A topic is there, and its schema is registered. */
  public void open(String topic, int schemaId) {
    schemaIds.put(topic, schemaId);
  }

  /** A topic is gone. */
  public void close(String topic) {
    schemaIds.remove(topic);
  }

  /** The content id for records of a topic; empty where it can't be written to. */
  OptionalInt schemaId(String topic) {
    Integer id = schemaIds.get(topic);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }
}
