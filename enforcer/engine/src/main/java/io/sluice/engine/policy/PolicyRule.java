package io.sluice.engine.policy;

import io.sluice.engine.cel.Condition;
import io.sluice.engine.finding.Severity;
import java.util.Optional;

/**
 * One rule about contracts.
 *
 * @param id names it in findings, after {@code policy.}
 * @param severity whether it stops a contract from being published
 * @param scope what it is judged over, one by one
 * @param at the key, or custom property, of the contract that its findings point at; empty where
 *     they point at where the contract begins, or at the field
 * @param message what is wrong and what to do instead
 * @param condition what has to hold
 */
record PolicyRule(
    String id,
    Severity severity,
    Scope scope,
    Optional<String> at,
    String message,
    Condition condition) {

  /** What a rule is judged over. */
  enum Scope {
    CONTRACT,
    FIELD
  }
}
