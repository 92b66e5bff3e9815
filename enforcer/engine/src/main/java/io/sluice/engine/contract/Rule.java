package io.sluice.engine.contract;

import io.sluice.engine.finding.Location;
import org.jspecify.annotations.Nullable;

/**
 * One demand of a contract.
 *
 * @param id what headers, meters, alerts and people name: the ODCS {@code id}, else the {@code
 *     name}, else {@code <path>.<constraint>} without array indexes; never holds data
 * @param constraint what is demanded
 * @param severity whether a breach routes the record or flags it
 * @param description what it means, for people; null where the contract does not say
 * @param location the place of the key that states it
 */
public record Rule(
    String id,
    Constraint constraint,
    RuleSeverity severity,
    @Nullable String description,
    Location location) {}
