package io.sluice.service;

import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Placeholders that Kafka's clients fill in themselves, from files, folders or the environment,
 * when they are made: <code>${file:/run/secrets/kafka.properties:password}</code>. To the framework
 * that reads the settings, the same text is a placeholder of its own with a default; so it is
 * veiled until the framework is through with it.
 */
final class ConfigProviders {

  /** Those that every service knows; users can name more. */
  private static final Map<String, Class<?>> KNOWN =
      new TreeMap<>(
          Map.of(
              "directory", DirectoryConfigProvider.class,
              "env", EnvVarConfigProvider.class,
              "file", FileConfigProvider.class));

  private static final String PREFIX = "kafka.";
  private static final String VARIABLE_PREFIX = "KAFKA_";
  private static final String NAMES = AbstractConfig.CONFIG_PROVIDERS_CONFIG;
  private static final String NAMES_VARIABLE = "KAFKA_CONFIG_PROVIDERS";

  /** No setting has this character in it. */
  private static final char VEIL = '\u0001';

  private ConfigProviders() {}

  /** The sources, with the placeholders that are Kafka's out of the framework's sight. */
  static List<PropertySource> veil(List<PropertySource> sources) {
    Set<String> providers = new TreeSet<>(KNOWN.keySet());
    for (PropertySource source : sources) {
      providers.addAll(names(source.get(PREFIX + NAMES)));
      providers.addAll(names(source.get(NAMES_VARIABLE)));
    }
    return sources.stream().map(source -> veil(source, providers)).toList();
  }

  private static PropertySource veil(PropertySource source, Set<String> providers) {
    Map<String, Object> values = new HashMap<>();
    boolean veiled = false;
    for (String name : source) {
      Object value = source.get(name);
      if (value instanceof CharSequence text && isOfKafka(name)) {
        String hidden = veil(text.toString(), providers);
        veiled |= !hidden.contentEquals(text);
        value = hidden;
      }
      values.put(name, value);
    }
    return veiled ? new Veiled(source, values) : source;
  }

  private static boolean isOfKafka(String name) {
    return name.startsWith(PREFIX) || name.startsWith(VARIABLE_PREFIX);
  }

  private static String veil(String text, Set<String> providers) {
    String veiled = text;
    for (String provider : providers) {
      veiled = veiled.replace("${" + provider + ":", "$" + VEIL + "{" + provider + ":");
    }
    return veiled;
  }

  /** Makes the placeholders visible again, to clients that know the providers. */
  static void unveil(Properties kafka) {
    Set<String> providers = new TreeSet<>(names(kafka.get(NAMES)));
    kafka.replaceAll((name, value) -> value instanceof String text ? unveil(text) : value);
    KNOWN.forEach(
        (provider, type) -> {
          if (providers.add(provider)) {
            kafka.put(NAMES + "." + provider + ".class", type.getName());
          }
        });
    kafka.put(NAMES, String.join(",", providers));
  }

  /** A placeholder of Kafka's that is left in a value, since its provider has nothing there. */
  static Optional<String> unfilled(String value, Map<String, String> kafka) {
    for (String provider : names(kafka.get(NAMES))) {
      int start = value.indexOf("${" + provider + ":");
      int end = value.indexOf('}', start);
      if (start >= 0 && end > start) {
        return Optional.of(value.substring(start, end + 1));
      }
    }
    return Optional.empty();
  }

  private static String unveil(String text) {
    return text.replace("$" + VEIL + "{", "${");
  }

  private static List<String> names(@Nullable Object list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.toString().split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
  }

  /** A source with other values, of the same name, order and spelling. */
  private static final class Veiled extends MapPropertySource {

    private final PropertySource source;

    Veiled(PropertySource source, Map<String, Object> values) {
      super(source.getName(), values);
      this.source = source;
    }

    @Override
    public int getOrder() {
      return source.getOrder();
    }

    @Override
    public PropertyConvention getConvention() {
      return source.getConvention();
    }
  }
}
