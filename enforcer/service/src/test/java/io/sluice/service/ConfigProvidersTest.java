package io.sluice.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySourcePropertyResolver;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConfigProvidersTest {

  private static String afterVeiling(String name, String value, Map<String, Object> others) {
    List<PropertySource> veiled =
        ConfigProviders.veil(
            List.of(
                PropertySource.of("one", Map.of(name, value)), PropertySource.of("two", others)));
    return String.valueOf(veiled.getFirst().get(name));
  }

  @Test
  void placeholdersOfKafkaAreOutOfTheFrameworksSightAndComeBack() {
    String value = "username=\"${USER}\" password=\"${file:/run/a:b}\" ${directory:/c:d}";

    String veiled = afterVeiling("kafka.sasl.jaas.config", value, Map.of());
    Properties properties = new Properties();
    properties.put("sasl.jaas.config", veiled);
    ConfigProviders.unveil(properties);

    assertThat(veiled).contains("${USER}").doesNotContain("${file:", "${directory:");
    assertThat(properties)
        .containsEntry("sasl.jaas.config", value)
        .containsEntry("config.providers", "directory,env,file")
        .containsKey("config.providers.file.class");
  }

  @Test
  void settingsThatAreNotKafkasAreLeftToTheFramework() {
    assertThat(afterVeiling("sluice.registry.url", "${file:a}", Map.of())).isEqualTo("${file:a}");
  }

  @Test
  void environmentVariablesOfKafkaMayHoldThemToo() {
    PropertySource environment =
        new MapPropertySource(
            "env", Map.of("KAFKA_SASL_JAAS_CONFIG", "password=\"${env:SECRET}\"")) {
          @Override
          public PropertyConvention getConvention() {
            return PropertyConvention.ENVIRONMENT_VARIABLE;
          }
        };

    PropertySourcePropertyResolver framework =
        new PropertySourcePropertyResolver(
            ConfigProviders.veil(List.of(environment)).toArray(PropertySource[]::new));
    Properties properties = new Properties();
    properties.putAll(framework.getProperties("kafka", StringConvention.RAW));
    ConfigProviders.unveil(properties);

    assertThat(properties).containsEntry("sasl.jaas.config", "password=\"${env:SECRET}\"");
  }

  @Test
  void providersThatAUserNamesAreKafkasAsWell() {
    assertThat(
            afterVeiling(
                "kafka.ssl.key.password",
                "${vault:a:b}",
                Map.of("kafka.config.providers", "vault, other")))
        .doesNotContain("${vault:");
    assertThat(afterVeiling("kafka.ssl.key.password", "${vault:a:b}", Map.of()))
        .isEqualTo("${vault:a:b}");
  }

  @Test
  void aClassThatAUserGivesToAKnownProviderIsKept() {
    Properties properties = new Properties();
    properties.put("config.providers", "file");
    properties.put("config.providers.file.class", "com.example.Files");

    ConfigProviders.unveil(properties);

    assertThat(properties).containsEntry("config.providers.file.class", "com.example.Files");
  }

  @Test
  void whatItsProviderDoesNotHaveIsFound() {
    Map<String, String> kafka = Map.of("config.providers", "file");

    assertThat(ConfigProviders.unfilled("a=\"${file:/x:y}\";", kafka)).contains("${file:/x:y}");
    assertThat(ConfigProviders.unfilled("a=\"secret\";", kafka)).isEmpty();
  }
}
