package io.sluice.service;

import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertySource;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.service.settings.IllegalSettingException;
import io.sluice.service.settings.ServiceSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the service would start with, for whoever looks before it does.
 *
 * @param pipelines how its pipelines run, without their keys
 */
public record StartSettings(ServiceSettings service, PipelineSettings pipelines) {

  /**
   * Reads them from where the service reads them.
   *
   * @param config YAML or Java properties; null for none
   * @param overrides settings that go before file and environment, by name
   * @param kafka properties of Kafka's clients that go before theirs
   * @throws IllegalSettingException where the service would not start with them
   */
  public static StartSettings read(
      @Nullable Path config, Map<String, Object> overrides, Map<String, String> kafka) {
    List<PropertySource> sources = new ArrayList<>();
    if (config != null) {
      sources.add(PropertySources.read(config));
    }
    sources.add(new EnvironmentPropertySource());
    sources.add(PropertySources.overrides(overrides));
    ServiceSettings service = PropertySources.settings(sources);
    Map<String, String> clients = new HashMap<>(ClientSettings.kafka(sources));
    clients.putAll(kafka);
    return new StartSettings(service, FleetFactory.pipelines(service, JudgingTime.REAL, clients));
  }

  /**
   * With the keysets that the settings name.
   *
   * @throws IllegalSettingException where one can't be read, and the service would not start
   */
  public PipelineSettings keyed() {
    return pipelines.with(changes -> changes.keys(RotatingKeys.open(service)));
  }
}
