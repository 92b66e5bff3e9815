package io.sluice.engine.lifecycle;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.sli.Lengths;
import java.time.Duration;
import java.util.Optional;

/** How long before what hurts them consumers are told. */
public final class Notice {

  /** The setting of a contract. */
  public static final String PROPERTY = "sluice.noticePeriod";

  private Notice() {}

  /** What a contract promises; empty where it promises none. */
  public static Optional<Duration> of(Contract contract) {
    return contract
        .customProperty(PROPERTY)
        .flatMap(property -> property.written().text())
        .flatMap(Lengths::parse);
  }
}
