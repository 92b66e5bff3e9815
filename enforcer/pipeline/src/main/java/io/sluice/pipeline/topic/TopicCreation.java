package io.sluice.pipeline.topic;

/**
 * Whether a pipeline may create the topics that it writes.
 *
 * @param replicationFactor of created topics; -1 takes the broker's default
 */
public record TopicCreation(boolean allowed, short replicationFactor) {

  public static final TopicCreation FORBIDDEN = new TopicCreation(false, (short) -1);

  public TopicCreation {
    if (replicationFactor < 1 && replicationFactor != -1) {
      throw new IllegalArgumentException(
          "replication factor must be at least 1, or -1 for the broker's default: "
              + replicationFactor);
    }
  }

  public static TopicCreation allowed(int replicationFactor) {
    return new TopicCreation(true, (short) replicationFactor);
  }
}
