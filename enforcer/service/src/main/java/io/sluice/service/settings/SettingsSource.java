package io.sluice.service.settings;

import java.util.Map;

/**
 * A place that settings come from.
 *
 * @param name for people: a file, the environment, …
 * @param kind how it spells names
 * @param values by name as the source spells it; values as the user wrote them
 */
public record SettingsSource(String name, Kind kind, Map<String, String> values) {

  /** How a source spells the names of settings. */
  public enum Kind {
    /** {@code sluice.registry.url} */
    PROPERTIES,
    /** {@code SLUICE_REGISTRY_URL} */
    VARIABLES
  }

  public SettingsSource {
    values = Map.copyOf(values);
  }

  /** Values may be secrets. */
  @Override
  public String toString() {
    return "SettingsSource[name=" + name + ", names=" + values.keySet() + "]";
  }
}
