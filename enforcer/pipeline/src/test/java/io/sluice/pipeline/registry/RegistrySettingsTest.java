package io.sluice.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySettingsTest {

  private static final URI HERE = URI.create("http://localhost:8080/apis/registry/v3");
  private static final Credentials NONE = new Credentials.None();
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void secretsAreInNoText() {
    assertThat(settings(HERE, new Credentials.Basic("sluice", "s3cret")).toString())
        .contains("sluice")
        .doesNotContain("s3cret");
    assertThat(settings(HERE, new Credentials.Bearer("t0ken")).toString()).doesNotContain("t0ken");
  }

  @Test
  void aTokenIsSentAsOne() {
    assertThat(new Credentials.Bearer("t0ken").authorization()).contains("Bearer t0ken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "t0ken\n", "t0 ken", "t0kén"})
  void aTokenThatNoHeaderCanHoldIsRefusedAndNotPrinted(String token) {
    assertThatThrownBy(() -> new Credentials.Bearer(token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("t0");
  }

  @Test
  void aUserOrPasswordThatBasicAuthenticationCanNotHoldIsRefusedAndNotPrinted() {
    assertThatThrownBy(() -> new Credentials.Basic("slu:ice", "s3cret"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Credentials.Basic("sluice", "s3cret\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://localhost/apis",
        "localhost:8080",
        "/apis/registry/v3",
        "http://localhost/apis/registry/v3?x=1",
        "http://localhost/apis/registry/v3#x"
      })
  void aUrlThatIsNoBaseIsRefused(String url) {
    assertThatThrownBy(() -> settings(URI.create(url), NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not " + url);
  }

  @Test
  void aPasswordInTheUrlIsRefusedAndNotPrinted() {
    assertThatThrownBy(() -> settings(URI.create("http://sluice:s3cret@localhost/apis"), NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aTimeoutThatLeavesNoTimeIsRefusedByItsName() {
    assertThatThrownBy(() -> new RegistrySettings(HERE, NONE, Duration.ZERO, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("connect timeout");
    assertThatThrownBy(() -> new RegistrySettings(HERE, NONE, SECOND, Duration.ofNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("request timeout");
  }

  private static RegistrySettings settings(URI url, Credentials credentials) {
    return new RegistrySettings(url, credentials, SECOND, SECOND);
  }
}
