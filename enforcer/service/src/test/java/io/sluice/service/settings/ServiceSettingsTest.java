package io.sluice.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.walk.Limits;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.registry.Credentials;
import io.sluice.pipeline.topic.TopicCreation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceSettingsTest {

  private static final Map<String, String> LEAST =
      Map.of("sluice.registry.url", "http://registry:8080/apis/registry/v3");

  @TempDir Path folder;

  @Test
  void theRegistryAloneHasToBeSet() {
    ServiceSettings settings = read(LEAST);

    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8480);
    assertThat(settings.threads()).isOne();
    assertThat(settings.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.topics()).isEqualTo(TopicCreation.FORBIDDEN);
    assertThat(settings.selection()).isEqualTo(new Selection(Set.of(), Set.of()));
    assertThat(settings.registry().credentials()).isInstanceOf(Credentials.None.class);
  }

  @Test
  void everySettingTakesEffectAwayFromItsDefault() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "open sesame\n");

    ServiceSettings settings =
        read(
            Map.ofEntries(
                Map.entry("sluice.registry.url", "https://r/apis/registry/v3"),
                Map.entry("sluice.registry.username", "sluice"),
                Map.entry("sluice.registry.password-file", password.toString()),
                Map.entry("sluice.registry.connect-timeout", "1s"),
                Map.entry("sluice.registry.request-timeout", "2s"),
                Map.entry("sluice.contracts.ids", "a, b"),
                Map.entry("sluice.contracts.domains", "sales"),
                Map.entry("sluice.pipeline.threads", "4"),
                Map.entry("sluice.limits.depth", "10"),
                Map.entry("sluice.limits.empty-items", "0"),
                Map.entry("sluice.shadow.samples", "0"),
                Map.entry("sluice.keys.letters", "file:letters.json"),
                Map.entry("sluice.pipeline.commit-interval", "1s"),
                Map.entry("sluice.pipeline.state-directory", folder.toString()),
                Map.entry("sluice.pipeline.create-topics", "true"),
                Map.entry("sluice.pipeline.replication-factor", "3"),
                Map.entry("sluice.keys.masks", "env:MASKS"),
                Map.entry("sluice.keys.masks-kms", "gcp-kms://k"),
                Map.entry("sluice.host", "0.0.0.0"),
                Map.entry("sluice.port", "0")));

    assertThat(settings.registry().url()).isEqualTo(URI.create("https://r/apis/registry/v3"));
    assertThat(settings.registry().credentials())
        .isEqualTo(new Credentials.Basic("sluice", "open sesame"));
    assertThat(settings.registry().connectTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.registry().requestTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.selection()).isEqualTo(new Selection(Set.of("a", "b"), Set.of("sales")));
    assertThat(settings.threads()).isEqualTo(4);
    assertThat(settings.limits()).isEqualTo(new Limits(10, 0));
    assertThat(settings.samples()).isZero();
    assertThat(settings.letterKeys()).hasValue(new KeysetPlace("file:letters.json", null));
    assertThat(settings.commitInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.stateDirectory()).isEqualTo(folder);
    assertThat(settings.topics()).isEqualTo(TopicCreation.allowed(3));
    assertThat(settings.maskKeys()).contains(new KeysetPlace("env:MASKS", "gcp-kms://k"));
    assertThat(settings.host()).isEqualTo("0.0.0.0");
    assertThat(settings.port()).isZero();
  }

  @Test
  void aTokenStandsInASettingOrInAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "abc\n");

    assertThat(read(with("sluice.registry.token", "abc")).registry().credentials())
        .isEqualTo(new Credentials.Bearer("abc"));
    assertThat(read(with("sluice.registry.token-file", file.toString())).registry().credentials())
        .isEqualTo(new Credentials.Bearer("abc"));
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() {
    ServiceSettings settings =
        ServiceSettings.read(
            List.of(
                variables(Map.of("SLUICE_PIPELINE_THREADS", "7")),
                file(with("sluice.pipeline.threads", "3"))));

    assertThat(settings.threads()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sluice.pipeline.threads            | many              | a whole number from 1 to 1000
          sluice.limits.depth                | 501               | a whole number from 1 to 500
          sluice.shadow.samples              | -1                | a whole number from 0 to 100000
          sluice.pipeline.threads            | 0                 | a whole number from 1 to 1000
          sluice.pipeline.commit-interval    | soon              | a duration above zero and below 10s
          sluice.pipeline.commit-interval    | 0s                | a duration above zero and below 10s
          sluice.pipeline.commit-interval    | 10s               | a duration above zero and below 10s
          sluice.pipeline.create-topics      | perhaps           | true or false
          sluice.pipeline.replication-factor | 0                 | a whole number from 1
          sluice.registry.url                | ftp://registry/v3 | http(s)://host
          sluice.registry.url                | not a url         | http(s)://host
          sluice.registry.connect-timeout    | -1s               | a duration above zero
          sluice.host                        | ''                | a host name
          sluice.port                        | 70000             | a port
          sluice.port                        | http              | a port
          """)
  void anIllegalValueIsNamedWithItsSourceAndWhatIsLegal(String name, String value, String legal) {
    assertThat(problems(file(with(name, value))))
        .singleElement()
        .asString()
        .startsWith("sluice.yml: " + name + " must be " + legal)
        .endsWith("not \"" + value + "\"");
  }

  @Test
  void anUnknownSettingIsNamedWithTheOneThatWasMeant() {
    assertThat(problems(file(with("sluice.pipeline.treads", "2"))))
        .containsExactly(
            "sluice.yml: unknown setting sluice.pipeline.treads; did you mean"
                + " sluice.pipeline.threads?");
  }

  @Test
  void aMisspeltVariableIsNamedWithTheOneThatWasMeant() {
    assertThat(problems(file(LEAST), variables(Map.of("SLUICE_REGISTRY_USRNAME", "x"))))
        .containsExactly(
            "environment: unknown setting SLUICE_REGISTRY_USRNAME; did you mean"
                + " SLUICE_REGISTRY_USERNAME?");
  }

  @Test
  void whatTheLauncherReadsIsNoSettingAndNoMistake() {
    read(LEAST, Map.of("SLUICE_JAVA_OPTS", "-Xmx1g", "SLUICE_CLASSPATH", "/kms/*", "PATH", "/bin"));
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    assertThat(
            problems(
                file(Map.of("sluice.port", "x", "sluice.thread", "2")),
                variables(Map.of("SLUICE_PIPELINE_CREATE_TOPICS", "maybe"))))
        .hasSize(4)
        .anyMatch(p -> p.startsWith("sluice.registry.url is not set"))
        .anyMatch(p -> p.startsWith("environment: SLUICE_PIPELINE_CREATE_TOPICS must be"));
  }

  @Test
  void aKeyOfAServiceOpensNoKeysetThatIsNotThere() {
    assertThat(problems(file(with("sluice.keys.masks-kms", "gcp-kms://k"))))
        .containsExactly("sluice.keys.masks-kms needs sluice.keys.masks, the keyset that it opens");
  }

  @Test
  void credentialsThatDoNotFitTogetherAreNamed() {
    assertThat(problems(file(with("sluice.registry.username", "sluice"))))
        .containsExactly("sluice.registry.username and sluice.registry.password go together");
  }

  @Test
  void aTokenThatCanNotBeSentIsAProblemOfTheSettings() {
    assertThat(problems(file(with("sluice.registry.token", "hunter2\n."))))
        .singleElement()
        .asString()
        .startsWith("sluice.registry: the registry's token must be printable ASCII")
        .doesNotContain("hunter2");
  }

  @Test
  void aSecretFileThatIsNotThereIsNamed() {
    assertThat(problems(file(with("sluice.registry.token-file", "/nowhere/token"))))
        .singleElement()
        .asString()
        .startsWith("sluice.registry.token-file names /nowhere/token, which can't be read");
  }

  @Test
  void noSecretIsEverPrinted() {
    ServiceSettings settings =
        read(
            Map.of(
                "sluice.registry.url",
                "http://registry/v3",
                "sluice.registry.username",
                "sluice",
                "sluice.registry.password",
                "hunter2"));

    assertThat(settings.toString()).doesNotContain("hunter2");
    assertThat(file(with("sluice.registry.token", "hunter2")).toString()).doesNotContain("hunter2");
    assertThatThrownBy(
            () -> read(Map.of("sluice.registry.url", "http://sluice:hunter2@registry/v3")))
        .hasMessageNotContaining("hunter2");
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> settings = new HashMap<>(LEAST);
    settings.put(name, value);
    return settings;
  }

  private static SettingsSource file(Map<String, String> values) {
    return new SettingsSource("sluice.yml", SettingsSource.Kind.PROPERTIES, values);
  }

  private static SettingsSource variables(Map<String, String> values) {
    return new SettingsSource("environment", SettingsSource.Kind.VARIABLES, values);
  }

  private static ServiceSettings read(Map<String, String> file) {
    return ServiceSettings.read(List.of(file(file)));
  }

  private static ServiceSettings read(Map<String, String> file, Map<String, String> variables) {
    return ServiceSettings.read(List.of(variables(variables), file(file)));
  }

  private static List<String> problems(SettingsSource... sources) {
    return catchThrowableOfType(
            IllegalSettingException.class, () -> ServiceSettings.read(List.of(sources)))
        .problems();
  }
}
