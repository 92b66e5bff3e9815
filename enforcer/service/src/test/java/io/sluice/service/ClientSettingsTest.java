package io.sluice.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.pipeline.registry.Credentials;
import io.sluice.service.settings.IllegalSettingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSettingsTest {

  @TempDir private Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("sluice.yml"), yaml);
  }

  @Test
  void aCommandReadsTheServicesOwnFile() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "pass\n");
    ClientSettings settings =
        ClientSettings.read(
            file(
                """
                sluice:
                  registry:
                    url: https://registry.example.com/apis/registry/v3
                    username: sluice
                    password-file: %s
                  contracts:
                    domains: [sales]
                kafka:
                  bootstrap:
                    servers: kafka-1:9092,kafka-2:9092
                  security.protocol: SASL_SSL
                  consumer.fetch.max.bytes: 1000
                  health:
                    enabled: false
                """
                    .formatted(secret)),
            Map.of());

    assertThat(settings.kafka())
        .containsEntry("bootstrap.servers", "kafka-1:9092,kafka-2:9092")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("consumer.fetch.max.bytes", "1000")
        .doesNotContainKey("health.enabled");
    assertThat(settings.registry())
        .hasValueSatisfying(
            registry -> {
              assertThat(registry.url())
                  .isEqualTo(URI.create("https://registry.example.com/apis/registry/v3"));
              assertThat(registry.credentials()).isEqualTo(new Credentials.Basic("sluice", "pass"));
            });
    assertThat(settings.toString()).doesNotContain("SASL_SSL", "pass");
  }

  @Test
  void placeholdersThatKafkaFillsInAreLeftToItsClients() throws IOException {
    Path secret = Files.writeString(folder.resolve("kafka.properties"), "password=pass");
    ClientSettings settings =
        ClientSettings.read(
            file("kafka.ssl.truststore.password: ${file:%s:password}".formatted(secret)),
            Map.of("kafka.bootstrap.servers", "kafka:9092"));

    assertThat(settings.kafka())
        .containsEntry("ssl.truststore.password", "${file:%s:password}".formatted(secret));
    assertThat(new ConsumerConfig(consumer(settings)).originals())
        .containsEntry("ssl.truststore.password", "pass");
  }

  private static Map<String, Object> consumer(ClientSettings settings) {
    Map<String, Object> properties = new HashMap<>(settings.kafka());
    properties.put("key.deserializer", ByteArrayDeserializer.class);
    properties.put("value.deserializer", ByteArrayDeserializer.class);
    return properties;
  }

  @Test
  void whatAnOptionSaysGoesBeforeTheFile() throws IOException {
    ClientSettings settings =
        ClientSettings.read(
            file("sluice.registry.url: http://file/apis/registry/v3"),
            Map.of("sluice.registry.url", "http://option/apis/registry/v3"));

    assertThat(settings.registry())
        .hasValueSatisfying(r -> assertThat(r.url().getHost()).isEqualTo("option"));
  }

  @Test
  void nobodyNamesABrokerOrARegistryForTheUser() {
    ClientSettings settings = ClientSettings.read(null, Map.of());

    assertThat(settings.kafka()).doesNotContainKey("bootstrap.servers");
    assertThat(settings.registry()).isEmpty();
  }

  @Test
  void aSettingThatStopsTheServiceStopsACommand() throws IOException {
    Path file = file("sluice.registry.ulr: http://localhost/apis/registry/v3");

    assertThatThrownBy(() -> ClientSettings.read(file, Map.of()))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining("did you mean sluice.registry.url");
  }
}
