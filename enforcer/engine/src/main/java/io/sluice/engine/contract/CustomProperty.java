package io.sluice.engine.contract;

import io.sluice.engine.finding.Location;
import org.jspecify.annotations.Nullable;

/**
 * A key and value that the standard leaves to tools; Sluice's own begin with {@code sluice.}.
 *
 * @param value as YAML has it: String, Boolean, BigDecimal, List, Map or null
 * @param location the place of the value
 */
public record CustomProperty(String property, @Nullable Object value, Location location) {}
