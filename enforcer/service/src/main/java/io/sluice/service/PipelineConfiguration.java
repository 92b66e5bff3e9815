package io.sluice.service;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.annotation.ConfigurationInject;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.topic.TopicCreation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings {@code sluice.pipeline.*}: how each pipeline runs. */
@ConfigurationProperties("sluice.pipeline")
record PipelineConfiguration(
    @Bindable(defaultValue = "1") int threads,
    @Bindable(defaultValue = "100ms") Duration commitInterval,
    @Nullable String stateDirectory,
    @Bindable(defaultValue = "false") boolean createTopics,
    @Bindable(defaultValue = "-1") int replicationFactor) {

  @ConfigurationInject
  PipelineConfiguration {}

  /**
   * The settings as pipelines take them, with Kafka's own from {@code kafka.*}.
   *
   * @throws IllegalSettingException where one is out of its bounds, or not the user's to set
   */
  PipelineSettings toSettings(KafkaDefaultConfiguration kafka) {
    Path states =
        stateDirectory == null
            ? Path.of(System.getProperty("java.io.tmpdir"), "sluice-states")
            : Path.of(stateDirectory);
    try {
      PipelineSettings defaults = PipelineSettings.of(clients(kafka), states);
      return new PipelineSettings(
          defaults.kafka(),
          threads,
          commitInterval,
          states,
          createTopics ? TopicCreation.allowed(replicationFactor) : TopicCreation.FORBIDDEN,
          defaults.restart(),
          defaults.registry(),
          defaults.watch(),
          defaults.clock());
    } catch (IllegalArgumentException e) {
      throw new IllegalSettingException("sluice.pipeline or kafka: " + e.getMessage());
    }
  }

  /** Kafka's own settings, less those that are micronaut-kafka's. */
  private static Map<String, String> clients(KafkaDefaultConfiguration kafka) {
    Map<String, String> clients = new HashMap<>();
    kafka
        .getConfig()
        .forEach(
            (key, value) -> {
              String name = key.toString();
              if (!name.startsWith("health") && !name.equals("enabled")) {
                clients.put(name, value.toString());
              }
            });
    return clients;
  }
}
