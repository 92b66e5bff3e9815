package io.sluice.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The running service. */
public final class SluiceService implements AutoCloseable {

  private static final String DEFAULTS = "sluice-defaults.yml";

  private final ApplicationContext context;
  private final EmbeddedServer server;

  private SluiceService(ApplicationContext context, EmbeddedServer server) {
    this.context = context;
    this.server = server;
  }

  /**
   * Starts the service.
   *
   * @param config a YAML file with settings; null for none
   * @param overrides settings that go before file and environment, by name
   * @throws IllegalSettingException where a setting is unknown or illegal
   * @throws IOException where the file can't be read
   */
  public static SluiceService start(@Nullable Path config, Map<String, Object> overrides)
      throws IOException {
    List<PropertySource> sources = new ArrayList<>();
    sources.add(defaults());
    if (config != null) {
      sources.add(file(config));
    }
    sources.add(PropertySource.of("overrides", overrides, Integer.MAX_VALUE));
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .propertySources(sources.toArray(PropertySource[]::new))
            .build();
    try {
      context.getEnvironment().start();
      KnownSettings.check(context.getEnvironment());
      context.start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class);
      server.start();
      return new SluiceService(context, server);
    } catch (RuntimeException e) {
      context.close();
      throw explained(e);
    }
  }

  /** The setting at fault, where there is one: the framework wraps what its beans throw. */
  private static RuntimeException explained(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalSettingException setting) {
        return setting;
      }
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof io.micronaut.core.convert.exceptions.ConversionErrorException
          || cause instanceof io.micronaut.context.exceptions.ConfigurationException) {
        return new IllegalSettingException("a setting is illegal: " + cause.getMessage());
      }
    }
    return e;
  }

  private static PropertySource defaults() throws IOException {
    try (InputStream in = SluiceService.class.getResourceAsStream(DEFAULTS)) {
      return PropertySource.of(
          "defaults", new YamlPropertySourceLoader().read(DEFAULTS, in), Integer.MIN_VALUE);
    }
  }

  private static PropertySource file(Path config) throws IOException {
    if (!Files.isRegularFile(config)) {
      throw new IOException("there is no file " + config);
    }
    try (InputStream in = Files.newInputStream(config)) {
      return PropertySource.of(
          config.toString(), new YamlPropertySourceLoader().read(config.toString(), in), 0);
    }
  }

  /** Where it listens. */
  public String url() {
    return "http://" + server.getHost() + ":" + server.getPort();
  }

  /** Whether every contract is enforced. */
  public boolean isReady() {
    return context.getBean(Fleet.class).isReady();
  }

  /** What keeps it from being ready, a line each; empty where it is. */
  public List<String> obstacles() {
    Fleet fleet = context.getBean(Fleet.class);
    List<String> obstacles = new ArrayList<>();
    if (fleet.awaited() != null) {
      obstacles.add(fleet.awaited());
    }
    fleet
        .members()
        .forEach(
            (id, member) -> {
              if (!member.isReady()) {
                obstacles.add(id + " is " + member.state() + ": " + member.reason());
              }
            });
    return obstacles;
  }

  /** Stops: pipelines first, then the server. */
  @Override
  public void close() {
    context.close();
  }
}
