package io.sluice.engine.contract;

import io.sluice.engine.finding.Location;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key and value that the standard leaves to tools; Sluice's own begin with {@code sluice.}.
 *
 * @param written the value, with the places of its parts
 */
public record CustomProperty(String property, Written written) {

  private static final Set<String> UNITS =
      Set.of("unit", "units", "uom", "unitofmeasure", "currency", "timezone", "scale");

  /** The value as YAML has it: String, Boolean, BigDecimal, List, Map or null. */
  public @Nullable Object value() {
    return written.value();
  }

  /** Whether the last word of its name says that it is what a number counts. */
  public boolean isUnit() {
    return isUnit(property);
  }

  /** Likewise, by its name alone. */
  public static boolean isUnit(String property) {
    String last = property.substring(property.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return UNITS.contains(last.replace("_", "").replace("-", ""));
  }

  /** The place of the value. */
  public Location location() {
    return written.location();
  }
}
