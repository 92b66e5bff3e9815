package io.sluice.service;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertySource;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.service.settings.IllegalSettingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a command beside the service reaches what the service reaches, read from where the service
 * reads it: a file, and the environment, which wins.
 *
 * @param kafka properties of Kafka's clients, as Kafka names them; without {@code
 *     bootstrap.servers} where nobody names a broker
 * @param registry empty where none is named
 * @param letterKeys where the keyset stands that opens sealed dead letters; empty where nobody says
 */
public record ClientSettings(
    Map<String, String> kafka,
    Optional<RegistrySettings> registry,
    Optional<KeysetPlace> letterKeys) {

  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  public ClientSettings {
    kafka = Map.copyOf(kafka);
  }

  /**
   * Reads them.
   *
   * @param config YAML or Java properties; null for none
   * @param overrides settings that go before both, by name
   * @throws IllegalSettingException where the file can't be read, or a setting is unknown or not
   *     legal
   */
  public static ClientSettings read(@Nullable Path config, Map<String, Object> overrides) {
    List<PropertySource> sources = new ArrayList<>();
    if (config != null) {
      sources.add(PropertySources.read(config));
    }
    sources.add(new EnvironmentPropertySource());
    sources.add(PropertySources.overrides(overrides));
    return new ClientSettings(
        kafka(sources), PropertySources.registry(sources), PropertySources.letterKeys(sources));
  }

  /** What the service would take, but for the broker that the framework makes up. */
  static Map<String, String> kafka(List<PropertySource> sources) {
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .enableDefaultPropertySources(false)
            .propertySources(ConfigProviders.veil(sources).toArray(PropertySource[]::new))
            .build();
    try (Environment environment = context.getEnvironment().start()) {
      KafkaDefaultConfiguration configuration = new KafkaDefaultConfiguration(environment);
      ConfigProviders.unveil(configuration.getConfig());
      Map<String, String> kafka = new HashMap<>(KafkaSettings.of(configuration));
      if (!environment.containsProperty("kafka." + BOOTSTRAP_SERVERS)) {
        kafka.remove(BOOTSTRAP_SERVERS);
      }
      return kafka;
    }
  }

  /** Without the values of Kafka's properties, some of which are secrets. */
  @Override
  public String toString() {
    return "ClientSettings[kafka=%s, registry=%s, letterKeys=%s]"
        .formatted(kafka.keySet(), registry, letterKeys);
  }
}
