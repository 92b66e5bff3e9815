package io.sluice.service.settings;

import io.sluice.engine.finding.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads settings from their sources, gathering all that is wrong with them. */
final class SettingsReader {

  private static final Map<String, Setting<?>> BY_NAME =
      Settings.ALL.stream().collect(Collectors.toMap(Setting::name, Function.identity()));
  private static final Map<String, Setting<?>> BY_VARIABLE =
      Settings.ALL.stream().collect(Collectors.toMap(Setting::variable, Function.identity()));

  private record Given(String text, String where) {}

  private final Map<Setting<?>, Given> given = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param sources the one that wins first
   */
  SettingsReader(List<SettingsSource> sources) {
    for (SettingsSource source : sources) {
      new TreeMap<>(source.values())
          .forEach(
              (name, text) -> {
                switch (source.kind()) {
                  case PROPERTIES -> property(name, text, source.name());
                  case VARIABLES -> variable(name, text, source.name());
                }
              });
    }
  }

  private void property(String name, String text, String where) {
    if (name.startsWith(Settings.PREFIX)) {
      take(BY_NAME.get(name), name, text, where, BY_NAME);
    }
  }

  private void variable(String name, String text, String where) {
    if (name.startsWith(Settings.VARIABLE_PREFIX) && !Settings.VARIABLES_OF_OTHERS.contains(name)) {
      take(BY_VARIABLE.get(name), name, text, where, BY_VARIABLE);
    }
  }

  private void take(
      @Nullable Setting<?> setting,
      String name,
      String text,
      String where,
      Map<String, Setting<?>> known) {
    if (setting == null) {
      problems.add(
          "%s: unknown setting %s%s"
              .formatted(where, name, Suggestions.of(name, known.keySet(), "; did you mean %s?")));
    } else {
      given.putIfAbsent(setting, new Given(text, where + ": " + name));
    }
  }

  /** The value of a setting, or its fallback; empty where there is neither, or it is not legal. */
  <T> Optional<T> find(Setting<T> setting) {
    Given value = given.get(setting);
    if (value == null) {
      return setting.fallback().map(setting.parser()::parse);
    }
    try {
      return Optional.of(setting.parser().parse(value.text()));
    } catch (IllegalArgumentException e) {
      problems.add(
          "%s must be %s, not %s".formatted(value.where(), setting.legal(), shown(setting, value)));
      return Optional.empty();
    }
  }

  /** A value as it may be printed: not a secret, and not an address that holds one. */
  private static String shown(Setting<?> setting, Given value) {
    return setting.isSecret() || value.text().contains("@") ? "this" : "\"" + value.text() + "\"";
  }

  /** Holds that a setting has to be made. */
  void requireSet(Setting<?> setting) {
    if (!isSet(setting)) {
      problems.add(
          "%s is not set: %s, or the environment variable %s"
              .formatted(setting.name(), setting.legal(), setting.variable()));
    }
  }

  boolean isSet(Setting<?> setting) {
    return given.containsKey(setting);
  }

  /** A secret, from where it stands or from its file. */
  Optional<String> secret(Setting<String> secret, Setting<Path> file) {
    if (isSet(secret) && isSet(file)) {
      problem(file.name() + " and " + secret.name() + " exclude each other");
    }
    return isSet(file) ? find(file).flatMap(path -> read(path, file)) : find(secret);
  }

  private Optional<String> read(Path path, Setting<Path> file) {
    try {
      return Optional.of(Files.readString(path).strip());
    } catch (IOException e) {
      problem(file.name() + " names " + path + ", which can't be read (" + e + ")");
      return Optional.empty();
    }
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalSettingException where anything was wrong
   */
  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new IllegalSettingException(problems.stream().distinct().toList());
    }
  }
}
