package io.sluice.engine.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * The binding that a contract states, with the defaults for what it leaves out.
   *
   * @throws IllegalArgumentException where the contract has no single topic, or no such framing
   */
  public static Binding of(Contract contract) {
    String productTopic =
        contract
            .topicObject()
            .map(SchemaObject::physicalName)
            .orElseThrow(
                () -> new IllegalArgumentException(contract.coordinates() + " has no one topic"));
    String framing = text(contract, FRAMING_PROPERTY).orElse(Framing.REGISTRY.word());
    return new Binding(
        text(contract, RAW_TOPIC_PROPERTY).orElseGet(() -> defaultRawTopic(productTopic)),
        productTopic,
        text(contract, DEAD_LETTER_TOPIC_PROPERTY)
            .orElseGet(() -> defaultDeadLetterTopic(productTopic)),
        Framing.parse(framing)
            .orElseThrow(() -> new IllegalArgumentException("no such framing: " + framing)),
        texts(contract, IGNORE_TYPES_PROPERTY));
  }

  private static Optional<String> text(Contract contract, String property) {
    return contract.customProperty(property).map(p -> String.valueOf(p.value()));
  }

  private static Set<String> texts(Contract contract, String property) {
    return contract
        .customProperty(property)
        .map(p -> p.value() instanceof List<?> list ? list : List.of(String.valueOf(p.value())))
        .map(list -> list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet()))
        .orElse(Set.of());
  }
}
