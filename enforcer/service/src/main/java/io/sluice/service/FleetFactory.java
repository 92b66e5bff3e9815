package io.sluice.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.service.settings.IllegalSettingException;
import io.sluice.service.settings.ServiceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigException;

/** Makes the fleet out of the settings: from here on there is no framework. */
@Factory
final class FleetFactory {

  @Context
  @Bean(preDestroy = "close")
  Fleet fleet(ServiceSettings settings, KafkaDefaultConfiguration kafka, MeterRegistry meters) {
    Fleet fleet =
        new Fleet(
            settings.selection(),
            pipelines(settings, kafka),
            new ApicurioRegistry(settings.registry()),
            meters);
    fleet.start();
    return fleet;
  }

  private static PipelineSettings pipelines(
      ServiceSettings settings, KafkaDefaultConfiguration kafka) {
    try {
      PipelineSettings defaults =
          PipelineSettings.of(checked(KafkaSettings.of(kafka)), settings.stateDirectory());
      return new PipelineSettings(
          defaults.kafka(),
          settings.threads(),
          settings.commitInterval(),
          defaults.stateDirectory(),
          settings.topics(),
          defaults.restart(),
          defaults.registry(),
          defaults.watch(),
          defaults.clock());
    } catch (IllegalArgumentException | ConfigException e) {
      throw new IllegalSettingException(List.of("kafka.*: " + e.getMessage()));
    }
  }

  /**
   * Fills in Kafka's own placeholders for once, as each of its clients will do: what can't be read
   * now would later fail at every client, or pass for the secret itself.
   */
  private static Map<String, String> checked(Map<String, String> kafka) {
    List<String> problems = new ArrayList<>();
    new AdminClientConfig(kafka)
        .originals()
        .forEach(
            (name, value) ->
                ConfigProviders.unfilled(value.toString(), kafka)
                    .ifPresent(
                        placeholder ->
                            problems.add(
                                "kafka.%s: there is nothing at %s".formatted(name, placeholder))));
    if (!problems.isEmpty()) {
      throw new IllegalSettingException(problems);
    }
    return kafka;
  }
}
