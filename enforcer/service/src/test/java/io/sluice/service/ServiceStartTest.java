package io.sluice.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.service.settings.IllegalSettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start of a service, without Kafka and without a registry. */
class ServiceStartTest {

  /** Nothing listens there. */
  private static final Map<String, Object> NOWHERE =
      Map.of(
          "sluice.registry.url",
          "http://127.0.0.1:1/apis/registry/v3",
          "kafka.bootstrap.servers",
          "127.0.0.1:1",
          "sluice.port",
          0);

  @TempDir Path folder;

  @Test
  void aServiceWithoutItsInfrastructureIsAliveAndNotReady() {
    try (SluiceService service = SluiceService.startWith(NOWHERE)) {
      assertThat(Http.status(service, "/health/liveness")).isEqualTo(200);
      assertThat(service.isReady()).isFalse();
      assertThat(service.obstacles()).isNotEmpty();
    }
  }

  @Test
  void noOtherEndpointOfTheFrameworkIsOpen() {
    try (SluiceService service = SluiceService.startWith(NOWHERE)) {
      assertThat(
              List.of(
                  "/beans",
                  "/env",
                  "/loggers",
                  "/routes",
                  "/refresh",
                  "/threaddump",
                  "/metrics",
                  "/info",
                  "/stop"))
          .allMatch(path -> Http.status(service, path) == 404);
    }
  }

  @Test
  void aMisspeltSettingStopsTheStart() {
    assertThatThrownBy(() -> SluiceService.startWith(with("sluice.pipeline.treads", 2)))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining("did you mean sluice.pipeline.threads?");
  }

  @Test
  void aKeysetOfLettersThatCantBeReadStopsTheStart() throws IOException {
    Path none = Files.writeString(folder.resolve("none.json"), "{\"primaryKeyId\": 4711}");

    assertThatThrownBy(() -> SluiceService.startWith(with("sluice.keys.letters", "file:" + none)))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining("sluice.keys.letters: file:" + none)
        .hasMessageNotContaining("4711");
    assertThatThrownBy(
            () ->
                SluiceService.startWith(
                    with("sluice.keys.letters", folder.resolve("missing").toString())))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining("there is no file");
  }

  @Test
  void aPropertyOfKafkaThatIsNotTheUsersStopsTheStart() {
    assertThatThrownBy(
            () -> SluiceService.startWith(with("kafka.processing.guarantee", "at_least_once")))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining("processing.guarantee");
  }

  @Test
  void aLoginThatKafkaCantParseStopsTheStartWithoutAWordOfIt() {
    assertThatThrownBy(
            () ->
                SluiceService.startWith(
                    with(
                        "kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule hunter2 password=hunter2")))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining("kafka.sasl.jaas.config: is no login module")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void aKeysetThatCantBeReadStopsTheStart() throws IOException {
    Path broken = Files.writeString(folder.resolve("keys.json"), "hunter2");

    assertThatThrownBy(() -> SluiceService.startWith(with("sluice.keys.masks", "file:" + broken)))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining("sluice.keys.masks: file:" + broken + " holds no keyset of Tink")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aFileGivesSettingsListsAndVariables() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("sluice.yml"),
            """
            sluice:
              port: 0
              registry:
                url: ${SLUICE_TEST_REGISTRY:`http://127.0.0.1:1/apis/registry/v3`}
              contracts:
                ids:
                  - one
                  - two
            kafka:
              bootstrap:
                servers: 127.0.0.1:1
            """);

    try (SluiceService service = SluiceService.start(file, Map.of())) {
      assertThat(service.obstacles()).isNotEmpty();
    }
  }

  @Test
  void aFileThatIsNotThereOrNoYamlStopsTheStart() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yml"), "sluice: [unclosed\n");

    assertThatThrownBy(() -> SluiceService.start(folder.resolve("none.yml"), Map.of()))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> SluiceService.start(broken, Map.of()))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining("broken.yml");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> SluiceService.startWith(with("sluice.port", port)))
          .isInstanceOf(ServiceStartException.class)
          .hasMessageContaining("127.0.0.1:" + port)
          .hasMessageContaining("sluice.port");
    }
  }

  @Test
  void nothingOfKafkasIsLeftRunningWhenItStops() {
    SluiceService service = SluiceService.startWith(NOWHERE);

    service.close();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .noneMatch(name -> name.startsWith("kafka-")));
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> settings = new HashMap<>(NOWHERE);
    settings.put(name, value);
    return settings;
  }
}
