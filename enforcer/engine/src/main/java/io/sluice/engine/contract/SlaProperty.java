package io.sluice.engine.contract;

import io.sluice.engine.finding.Location;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A promise of a contract, as the standard's {@code slaProperties} state it.
 *
 * @param id what an objective refers to; null where the contract gives none
 * @param property the promise: {@code latency}, {@code freshness}, {@code timeOfAvailability}, …
 * @param value as written; null where the standard allows it to be absent
 * @param places where the value of each key stands
 * @param location the place of the promise
 */
public record SlaProperty(
    @Nullable String id,
    String property,
    @Nullable String value,
    @Nullable String valueExt,
    @Nullable String unit,
    @Nullable String element,
    @Nullable String driver,
    @Nullable String description,
    @Nullable String scheduler,
    @Nullable String schedule,
    Map<String, Location> places,
    Location location) {

  public SlaProperty {
    places = Map.copyOf(places);
  }

  /** Where the value of a key stands; the place of the promise where it has no such key. */
  public Location at(String key) {
    return places.getOrDefault(key, location);
  }
}
