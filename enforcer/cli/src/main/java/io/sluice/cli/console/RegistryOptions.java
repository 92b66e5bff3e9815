package io.sluice.cli.console;

import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.service.ClientSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches the registry; secrets come from the service's settings alone. */
public final class RegistryOptions {

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

  public RegistrySettings settings() {
    RegistrySettings registry =
        ClientSettings.read(null, overrides())
            .registry()
            .orElseThrow(
                () ->
                    CommandException.badInput(
                        "no registry named: use --registry URL, or set SLUICE_REGISTRY_URL"));
    return new RegistrySettings(
        registry.url(), registry.credentials(), CONNECT_WITHIN, ANSWER_WITHIN);
  }

  /** The service's setting that the option stands for. */
  Map<String, Object> overrides() {
    return url == null ? Map.of() : Map.of("sluice.registry.url", url);
  }
}
