package io.sluice.cli;

import io.sluice.pipeline.registry.Credentials;
import io.sluice.pipeline.registry.RegistrySettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches the registry; secrets come from the environment alone. */
final class RegistryOptions {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = {
        "The registry, such as http://localhost:8080/apis/registry/v3.",
        "Default: the environment's SLUICE_REGISTRY_URL. Credentials: SLUICE_REGISTRY_USERNAME and"
            + " SLUICE_REGISTRY_PASSWORD, or SLUICE_REGISTRY_TOKEN."
      })
  private @Nullable String url;

  RegistrySettings settings() {
    return settings(System.getenv());
  }

  private RegistrySettings settings(Map<String, String> environment) {
    String registry = url == null ? environment.get("SLUICE_REGISTRY_URL") : url;
    if (registry == null || registry.isBlank()) {
      throw CommandException.badInput(
          "no registry named: use --registry URL, or set SLUICE_REGISTRY_URL");
    }
    try {
      return new RegistrySettings(
          URI.create(registry), credentials(environment), CONNECT_WITHIN, ANSWER_WITHIN);
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(String.valueOf(e.getMessage()));
    }
  }

  private static Credentials credentials(Map<String, String> environment) {
    String token = environment.get("SLUICE_REGISTRY_TOKEN");
    String user = environment.get("SLUICE_REGISTRY_USERNAME");
    if (token != null) {
      return new Credentials.Bearer(token);
    }
    if (user != null) {
      return new Credentials.Basic(user, environment.getOrDefault("SLUICE_REGISTRY_PASSWORD", ""));
    }
    return new Credentials.None();
  }
}
