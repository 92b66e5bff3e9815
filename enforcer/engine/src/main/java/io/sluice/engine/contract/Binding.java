package io.sluice.engine.contract;

import java.util.Set;

/**
 * How a contract is bound to Kafka: its topics, how its records name their writer schema, and which
 * neighbours on the raw topic it leaves alone.
 *
 * @param rawTopic where domain teams publish
 * @param productTopic where consumers subscribe
 * @param deadLetterTopic where violations go
 * @param framing how a record names its writer schema
 * @param ignoreTypes full names of Avro records on the raw topic that belong to others
 */
public record Binding(
    String rawTopic,
    String productTopic,
    String deadLetterTopic,
    Framing framing,
    Set<String> ignoreTypes) {

  public static final String RAW_TOPIC_PROPERTY = "sluice.rawTopic";
  public static final String DEAD_LETTER_TOPIC_PROPERTY = "sluice.deadLetterTopic";
  public static final String FRAMING_PROPERTY = "sluice.framing";
  public static final String IGNORE_TYPES_PROPERTY = "sluice.ignoreTypes";

  public Binding {
    ignoreTypes = Set.copyOf(ignoreTypes);
  }

  /** The raw topic of a product topic whose contract names none. */
  public static String defaultRawTopic(String productTopic) {
    return "raw." + productTopic;
  }

  /** The dead-letter topic of a product topic whose contract names none. */
  public static String defaultDeadLetterTopic(String productTopic) {
    return "dlq." + productTopic;
  }
}
