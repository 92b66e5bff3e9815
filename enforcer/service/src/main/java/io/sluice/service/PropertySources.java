package io.sluice.service;

import io.micronaut.context.env.AbstractPropertySourceLoader;
import io.micronaut.context.env.DefaultPropertyPlaceholderResolver;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertiesPropertySourceLoader;
import io.micronaut.context.env.PropertyPlaceholderResolver;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySourcePropertyResolver;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.core.convert.ConversionService;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.service.settings.IllegalSettingException;
import io.sluice.service.settings.ServiceSettings;
import io.sluice.service.settings.SettingsSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Places that settings come from, as the framework has them. */
final class PropertySources {

  private static final String DEFAULTS = "sluice-defaults.yml";
  private static final int BENEATH_ALL = -1000;
  private static final int BENEATH_ENVIRONMENT = -300;
  private static final int ABOVE_ENVIRONMENT = 0;
  private static final int ABOVE_ALL = 1000;

  /** How the framework spells a free port. */
  private static final int ANY_PORT = -1;

  private PropertySources() {}

  /** What holds where nobody sets anything. */
  static PropertySource defaults() {
    try (InputStream in =
        Objects.requireNonNull(PropertySources.class.getResourceAsStream(DEFAULTS))) {
      return PropertySource.of(
          DEFAULTS, new YamlPropertySourceLoader().read(DEFAULTS, in), BENEATH_ALL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings that a program makes. */
  static PropertySource overrides(Map<String, Object> settings) {
    return PropertySource.of("the program", settings, ABOVE_ENVIRONMENT);
  }

  /** What Sluice's own settings mean for the framework. */
  static PropertySource derived(ServiceSettings settings) {
    return PropertySource.of(
        "derived",
        Map.of(
            "micronaut.server.host",
            settings.host(),
            "micronaut.server.port",
            settings.port() == 0 ? ANY_PORT : settings.port()),
        ABOVE_ALL);
  }

  /**
   * Reads Sluice's own settings.
   *
   * @param sources the one that wins last
   */
  static ServiceSettings settings(List<PropertySource> sources) {
    return ServiceSettings.read(settingsSources(sources));
  }

  /**
   * Reads how the registry is reached; empty where none is named.
   *
   * @param sources the one that wins last
   */
  static Optional<RegistrySettings> registry(List<PropertySource> sources) {
    return ServiceSettings.registry(settingsSources(sources));
  }

  /**
   * Reads where the keyset of letters stands; empty where nobody says.
   *
   * @param sources the one that wins last
   */
  static Optional<KeysetPlace> letterKeys(List<PropertySource> sources) {
    return ServiceSettings.letterKeys(settingsSources(sources));
  }

  /** The sources as the settings are read from them, the one that wins first. */
  private static List<SettingsSource> settingsSources(List<PropertySource> sources) {
    var resolver =
        new DefaultPropertyPlaceholderResolver(
            new PropertySourcePropertyResolver(sources.toArray(PropertySource[]::new)),
            ConversionService.SHARED);
    return sources.reversed().stream().map(source -> settings(source, resolver)).toList();
  }

  /**
   * Reads a file.
   *
   * @throws IllegalSettingException where it can't be read
   */
  static PropertySource read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return PropertySource.of(
          file.toString(), loader(file).read(file.toString(), in), BENEATH_ENVIRONMENT);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (IOException e) {
      throw unreadable(file, "it can't be read: " + e);
    } catch (IllegalSettingException e) {
      throw e;
    } catch (RuntimeException e) {
      // The YAML reader's own exceptions; the class is no dependency of ours.
      throw unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private static AbstractPropertySourceLoader loader(Path file) {
    String name = file.getFileName().toString();
    if (name.endsWith(".yml") || name.endsWith(".yaml")) {
      return new YamlPropertySourceLoader();
    }
    if (name.endsWith(".properties")) {
      return new PropertiesPropertySourceLoader();
    }
    throw unreadable(file, "its name must end in .yml, .yaml or .properties");
  }

  private static IllegalSettingException unreadable(Path file, String why) {
    return new IllegalSettingException(List.of("settings file " + file + ": " + why));
  }

  /** A source as the settings are read from it, with placeholders filled in. */
  private static SettingsSource settings(
      PropertySource source, PropertyPlaceholderResolver resolver) {
    Map<String, String> values = new HashMap<>();
    for (String name : source) {
      int index = name.indexOf('[');
      String whole = index < 0 ? name : name.substring(0, index);
      if (index < 0 || source.get(whole) == null) {
        values.put(name, text(source.get(name), resolver));
      }
    }
    return new SettingsSource(
        EnvironmentPropertySource.NAME.equals(source.getName())
            ? "the environment"
            : source.getName(),
        kind(source),
        values);
  }

  private static SettingsSource.Kind kind(PropertySource source) {
    return switch (source.getConvention()) {
      case ENVIRONMENT_VARIABLE -> SettingsSource.Kind.VARIABLES;
      case JAVA_PROPERTIES -> SettingsSource.Kind.PROPERTIES;
    };
  }

  private static String text(Object value, PropertyPlaceholderResolver resolver) {
    if (value instanceof Collection<?> list) {
      return list.stream().map(item -> text(item, resolver)).collect(Collectors.joining(","));
    }
    String text = String.valueOf(value);
    return text.contains("${") ? resolver.resolvePlaceholders(text).orElse(text) : text;
  }
}
