package io.sluice.cli.console;

import io.sluice.service.ClientSettings;
import io.sluice.service.StartSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches Kafka: by the service's own settings, or as Kafka's tools are told. */
public final class ClusterOptions {

  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  @Option(
      names = {"--kafka", "--bootstrap-server"},
      paramLabel = "HOST:PORT",
      description =
          "Kafka's brokers. Default: --config, or the environment's KAFKA_BOOTSTRAP_SERVERS.")
  private @Nullable String servers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Properties of Kafka's clients, such as security.protocol (SASL, TLS).")
  private @Nullable Path properties;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "The settings file of the service (docs/settings.md), for Kafka and the registry alike.",
        "The environment goes before it, and these options before both."
      })
  private @Nullable Path config;

  /** What the options, the environment and the service's file say. */
  public ClientSettings settings(RegistryOptions registry) throws IOException {
    ClientSettings settings = ClientSettings.read(config, registry.overrides());
    Map<String, String> kafka = new HashMap<>(settings.kafka());
    kafka.putAll(named());
    requireServers(kafka);
    return new ClientSettings(kafka, settings.registry(), settings.letterKeys());
  }

  /** What a service would start with that is told the same. */
  public StartSettings startSettings(RegistryOptions registry) throws IOException {
    ClientSettings settings = settings(registry);
    if (settings.registry().isEmpty()) {
      throw CommandException.badInput(
          "no registry named: use --registry URL, --config FILE, or set SLUICE_REGISTRY_URL");
    }
    return StartSettings.read(config, registry.overrides(), named());
  }

  /** The properties that the options name. */
  private Map<String, String> named() throws IOException {
    Map<String, String> kafka = new HashMap<>();
    if (properties != null) {
      kafka.putAll(read(properties));
    }
    if (servers != null) {
      kafka.put(BOOTSTRAP_SERVERS, servers);
    }
    return kafka;
  }

  private static void requireServers(Map<String, String> kafka) {
    if (kafka.getOrDefault(BOOTSTRAP_SERVERS, "").isBlank()) {
      throw CommandException.badInput(
          "no Kafka named: use --kafka HOST:PORT, --config FILE, or set KAFKA_BOOTSTRAP_SERVERS");
    }
  }

  private static Map<String, String> read(Path file) throws IOException {
    Properties read = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      read.load(in);
    } catch (NoSuchFileException e) {
      throw CommandException.badInput("there is no file " + file);
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(file + " is no file of Java properties");
    }
    Map<String, String> kafka = new HashMap<>();
    read.stringPropertyNames().forEach(name -> kafka.put(name, read.getProperty(name)));
    return kafka;
  }
}
