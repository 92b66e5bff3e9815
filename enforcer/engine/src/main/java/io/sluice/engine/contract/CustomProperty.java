package io.sluice.engine.contract;

import io.sluice.engine.finding.Location;
import org.jspecify.annotations.Nullable;

/**
 * A key and value that the standard leaves to tools; Sluice's own begin with {@code sluice.}.
 *
 * @param written the value, with the places of its parts
 */
public record CustomProperty(String property, Written written) {

  /** The value as YAML has it: String, Boolean, BigDecimal, List, Map or null. */
  public @Nullable Object value() {
    return written.value();
  }

  /** The place of the value. */
  public Location location() {
    return written.location();
  }
}
