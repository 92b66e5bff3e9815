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
import java.util.List;

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
          PipelineSettings.of(KafkaSettings.of(kafka), settings.stateDirectory());
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
    } catch (IllegalArgumentException e) {
      throw new IllegalSettingException(List.of("kafka.*: " + e.getMessage()));
    }
  }
}
