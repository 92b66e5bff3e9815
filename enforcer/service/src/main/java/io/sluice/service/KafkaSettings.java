package io.sluice.service;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The properties of Kafka's clients that the user set under {@code kafka.}, as Kafka names them.
 */
final class KafkaSettings {

  /** What micronaut-kafka keeps for itself under that name. */
  private static final Set<String> OF_THE_FRAMEWORK = Set.of("enabled", "health", "topics");

  private KafkaSettings() {}

  static Map<String, String> of(KafkaDefaultConfiguration configuration) {
    return configuration.getConfig().entrySet().stream()
        .filter(e -> isOfKafka(e.getKey().toString()))
        .collect(Collectors.toMap(e -> e.getKey().toString(), e -> e.getValue().toString()));
  }

  /** An environment variable stands under each name it could mean; Kafka's have no hyphens. */
  private static boolean isOfKafka(String property) {
    return property.indexOf('-') < 0
        && OF_THE_FRAMEWORK.stream()
            .noneMatch(own -> property.equals(own) || property.startsWith(own + "."));
  }
}
