package io.sluice.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.sluice.pipeline.registry.ApicurioRegistry;

/** Makes the fleet out of the settings, when the application starts. */
@Factory
final class FleetFactory {

  @Context
  @Bean(preDestroy = "close")
  Fleet fleet(
      ContractsConfiguration contracts,
      PipelineConfiguration pipeline,
      RegistryConfiguration registry,
      KafkaDefaultConfiguration kafka,
      MeterRegistry meters) {
    Fleet fleet =
        new Fleet(
            contracts,
            pipeline.toSettings(kafka),
            new ApicurioRegistry(registry.toSettings()),
            meters);
    fleet.start();
    return fleet;
  }
}
