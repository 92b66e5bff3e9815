package io.sluice.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.sluice.pipeline.MeasureApplication;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.service.settings.IllegalSettingException;
import io.sluice.service.settings.ServiceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.jspecify.annotations.Nullable;

/** Makes the fleet out of the settings: from here on there is no framework. */
@Factory
final class FleetFactory {

  /** The keysets that are given: those that can't be read are told at once. */
  @Context
  @Bean(preDestroy = "close")
  RotatingKeys keys(ServiceSettings settings) {
    RotatingKeys keys = RotatingKeys.open(settings);
    keys.start();
    return keys;
  }

  @Context
  @Bean(preDestroy = "close")
  Fleet fleet(
      ServiceSettings settings,
      JudgingTime time,
      KafkaDefaultConfiguration kafka,
      RotatingKeys keys,
      MeterRegistry meters) {
    Fleet fleet =
        new Fleet(
            settings.selection(),
            pipelines(settings, time, KafkaSettings.of(kafka)).with(changes -> changes.keys(keys)),
            new ApicurioRegistry(settings.registry()),
            meters);
    fleet.start();
    return fleet;
  }

  @Context
  @Bean(preDestroy = "close")
  Measuring measuring(
      Fleet fleet,
      ServiceSettings settings,
      JudgingTime time,
      KafkaDefaultConfiguration kafka,
      MeterRegistry meters) {
    ApicurioRegistry registry = new ApicurioRegistry(settings.registry());
    PipelineSettings measuring = pipelines(settings, time, KafkaSettings.of(kafka));
    MeasureApplication application =
        new MeasureApplication(
            settings.measureApplicationId(),
            new FleetContracts(fleet, settings.selection()),
            registry,
            measuring,
            time.settle(),
            meters);
    application.start();
    return new Measuring(application, registry, measuring.kafka());
  }

  /**
   * How pipelines run, without keys.
   *
   * @throws IllegalSettingException where Kafka's properties make no client, or are Sluice's own
   */
  static PipelineSettings pipelines(
      ServiceSettings settings, JudgingTime time, Map<String, String> kafka) {
    try {
      return PipelineSettings.of(checked(kafka), settings.stateDirectory())
          .with(
              changes ->
                  changes
                      .threads(settings.threads())
                      .commitInterval(settings.commitInterval())
                      .topics(settings.topics())
                      .limits(settings.limits())
                      .samples(settings.samples())
                      .clock(time.clock()));
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
    Map<String, Object> filled = new AdminClientConfig(kafka).originals();
    if (!isLogin(filled.get(SaslConfigs.SASL_JAAS_CONFIG))) {
      problems.add(
          "kafka.%s: is no login module with its options, such as org.apache.kafka.common.security.plain.PlainLoginModule required username=\"…\" password=\"…\";"
              .formatted(SaslConfigs.SASL_JAAS_CONFIG));
    }
    filled.forEach(
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

  /** Whether Kafka can parse it; where it can't, its own message may quote a part of the secret. */
  private static boolean isLogin(@Nullable Object jaas) {
    if (jaas == null) {
      return true;
    }
    try {
      var _ =
          JaasContext.loadClientContext(
              Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas.toString())));
      return true;
    } catch (KafkaException | IllegalArgumentException e) {
      return false;
    }
  }
}
