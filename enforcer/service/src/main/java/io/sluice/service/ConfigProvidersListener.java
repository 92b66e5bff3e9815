package io.sluice.service;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/**
 * Gives Kafka's config providers to every client that is made of the settings, health's as well.
 */
@Singleton
final class ConfigProvidersListener implements BeanCreatedEventListener<KafkaDefaultConfiguration> {

  @Override
  public KafkaDefaultConfiguration onCreated(BeanCreatedEvent<KafkaDefaultConfiguration> event) {
    ConfigProviders.unveil(event.getBean().getConfig());
    return event.getBean();
  }
}
