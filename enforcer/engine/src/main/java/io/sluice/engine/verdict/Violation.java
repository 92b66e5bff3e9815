package io.sluice.engine.verdict;

/**
 * A way in which one record breaks its contract. Holds no value of the record: rule, path and bound
 * only.
 *
 * @param rule the rule's id
 * @param path the field, with array indexes and map keys: {@code lines[2].price}; empty where the
 *     record as a whole is meant
 * @param message what does not hold, for people
 */
public record Violation(ViolationClass violationClass, String rule, String path, String message) {}
