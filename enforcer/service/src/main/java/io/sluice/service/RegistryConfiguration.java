package io.sluice.service;

import io.micronaut.context.annotation.ConfigurationInject;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sluice.pipeline.registry.Credentials;
import io.sluice.pipeline.registry.RegistrySettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings {@code sluice.registry.*}: where contracts and writer schemas come from. */
@ConfigurationProperties("sluice.registry")
record RegistryConfiguration(
    @Nullable String url,
    @Nullable String username,
    @Nullable String password,
    @Nullable String passwordFile,
    @Nullable String token,
    @Nullable String tokenFile,
    @Bindable(defaultValue = "5s") Duration connectTimeout,
    @Bindable(defaultValue = "10s") Duration requestTimeout) {

  @ConfigurationInject
  RegistryConfiguration {}

  /**
   * The settings as the adapter takes them.
   *
   * @throws IllegalSettingException where they don't fit together
   */
  RegistrySettings toSettings() {
    if (url == null) {
      throw new IllegalSettingException(
          "sluice.registry.url is missing: the base of Apicurio's REST interface, such as"
              + " http://registry:8080/apis/registry/v3");
    }
    try {
      return new RegistrySettings(URI.create(url), credentials(), connectTimeout, requestTimeout);
    } catch (IllegalArgumentException e) {
      throw new IllegalSettingException("sluice.registry.url: " + e.getMessage());
    }
  }

  private Credentials credentials() {
    String bearer = Secrets.resolve("sluice.registry.token", token, tokenFile);
    String basic = Secrets.resolve("sluice.registry.password", password, passwordFile);
    if (bearer != null && (username != null || basic != null)) {
      throw new IllegalSettingException(
          "sluice.registry has a token and a user name or password; keep one way to log in");
    }
    if (bearer != null) {
      return new Credentials.Bearer(bearer);
    }
    if (username != null && basic != null) {
      return new Credentials.Basic(username, basic);
    }
    if (username != null || basic != null) {
      throw new IllegalSettingException(
          "sluice.registry needs both username and password, and has one of them");
    }
    return new Credentials.None();
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "RegistryConfiguration[url=" + url + ", username=" + username + "]";
  }
}
