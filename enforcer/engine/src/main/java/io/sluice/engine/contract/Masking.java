package io.sluice.engine.contract;

import io.sluice.engine.finding.Location;

/**
 * A mask as a contract asks for it.
 *
 * @param location where
 */
public record Masking(Mask mask, Location location) {

  /** The setting of a field. */
  public static final String PROPERTY = "sluice.masking";

  /** The setting of the contract that masks the keys of records. */
  public static final String KEY_PROPERTY = "sluice.keyMasking";
}
