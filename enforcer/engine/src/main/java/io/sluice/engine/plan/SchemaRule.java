package io.sluice.engine.plan;

import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.engine.walk.Demand;

/**
 * The ways in which a writer schema, or a value's place in it, does not fit the contract's schema,
 * each a rule of Sluice's own.
 */
public enum SchemaRule {
  /** Every record: the writer has another record type. */
  RECORD_NAME("schema.recordName"),
  /** Every record: a field that the contract has no default for is not there. */
  MISSING_FIELD("schema.missingField"),
  /** Every record: a field has another type, one that does not promote to the contract's. */
  FIELD_TYPE("schema.fieldType"),
  /** Every record: a field has another logical type, scale, precision or unit. */
  LOGICAL_TYPE("schema.logicalType"),
  /** Every record: a field has a type that its mask leaves no value of. */
  MASK("schema.mask"),
  /** One record: its union branch is none of the contract's. */
  UNION_BRANCH("schema.unionBranch"),
  /** One record: its enum symbol is none of the contract's. */
  ENUM_SYMBOL("schema.enumSymbol"),
  /** One record: null, where the contract's schema has none. */
  NULL_VALUE("schema.nullValue"),
  /** One record: a decimal without bytes, which are no number. */
  DECIMAL_VALUE("schema.decimalValue"),
  /** One record: a decimal of more digits than its type has. */
  DECIMAL_PRECISION("schema.decimalPrecision"),
  /** One record: a time that is beyond a day. */
  TIME_OF_DAY("schema.timeOfDay"),
  /** One record: a text that is no UUID, where the type says that it is one. */
  UUID("schema.uuid");

  private final String id;

  SchemaRule(String id) {
    this.id = id;
  }

  /** The rule's id. */
  public String id() {
    return id;
  }

  Violation at(String path, String message) {
    return new Violation(ViolationClass.SCHEMA, id, path, message);
  }

  Demand demand(String path, String message) {
    return Demand.of(ViolationClass.SCHEMA, id, path, message);
  }
}
