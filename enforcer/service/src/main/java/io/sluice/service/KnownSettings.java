package io.sluice.service;

import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.sluice.engine.finding.Suggestions;
import java.util.List;
import java.util.Locale;

/**
 * Every setting of Sluice's own. One that is not among them stops the start, whichever source it
 * comes from: a misspelt setting must not be a silent default.
 */
final class KnownSettings {

  static final List<String> NAMES =
      List.of(
          "sluice.host",
          "sluice.port",
          "sluice.registry.url",
          "sluice.registry.username",
          "sluice.registry.password",
          "sluice.registry.password-file",
          "sluice.registry.token",
          "sluice.registry.token-file",
          "sluice.registry.connect-timeout",
          "sluice.registry.request-timeout",
          "sluice.contracts.ids",
          "sluice.contracts.domains",
          "sluice.pipeline.threads",
          "sluice.pipeline.commit-interval",
          "sluice.pipeline.state-directory",
          "sluice.pipeline.create-topics",
          "sluice.pipeline.replication-factor");

  /** What the launcher reads from the environment, or sets for it. */
  private static final List<String> LAUNCHER =
      List.of(
          "sluice.home",
          "sluice.java.opts",
          "sluice.log.level",
          "sluice.progress",
          "sluice.kafka",
          "sluice.root");

  private KnownSettings() {}

  /**
   * Looks through every source.
   *
   * @throws IllegalSettingException naming the first setting that is not known
   */
  static void check(Environment environment) {
    for (PropertySource source : environment.getPropertySources()) {
      for (String key : source) {
        String name = normal(key);
        if (name.startsWith("sluice") && !isKnown(name) && looksLikeOurs(key)) {
          throw new IllegalSettingException(
              "unknown setting %s in %s%s; the settings are listed in docs/settings.md"
                  .formatted(
                      key,
                      source.getName(),
                      Suggestions.of(written(key), NAMES, "; did you mean %s?")));
        }
      }
    }
  }

  private static boolean looksLikeOurs(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.startsWith("sluice.") || lower.startsWith("sluice_");
  }

  private static boolean isKnown(String name) {
    return NAMES.stream().anyMatch(known -> matches(name, normal(known)))
        || LAUNCHER.stream().anyMatch(known -> normal(known).equals(name));
  }

  /** A list's items stand as {@code name[0]}, {@code name[1]}, … */
  private static boolean matches(String name, String known) {
    return name.equals(known) || name.matches(known + "\\[\\d+]");
  }

  /** A name as a file would have it. */
  private static String written(String key) {
    return key.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /**
   * A name without what sources write differently: {@code SLUICE_REGISTRY_URL} is
   * sluice.registry.url.
   */
  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
  }
}
