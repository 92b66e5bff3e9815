package io.sluice.engine.walk;

/**
 * The ways in which bytes fail to be Avro binary (Avro 1.12 specification, "Binary Encoding"), each
 * a rule of Sluice's own.
 */
public enum Structure {
  TRUNCATED("structure.truncated", "the bytes end within a value"),
  VARINT("structure.varint", "a variable-length number is longer than its type allows"),
  LENGTH("structure.length", "a length is negative or beyond the bytes that remain"),
  COUNT("structure.count", "a block count is beyond the bytes that remain, or beyond the limit"),
  BLOCK_SIZE("structure.blockSize", "a block does not have the size that it states"),
  BOOLEAN("structure.boolean", "a boolean is neither 0 nor 1"),
  UTF8("structure.utf8", "a string is not valid UTF-8"),
  ENUM_INDEX("structure.enumIndex", "an enum index is beyond the writer schema's symbols"),
  UNION_INDEX("structure.unionIndex", "a union index is beyond the writer schema's branches"),
  DEPTH("structure.depth", "values are nested deeper than the limit"),
  TRAILING_BYTES("structure.trailingBytes", "bytes follow the end of the record");

  private final String rule;
  private final String message;

  Structure(String rule, String message) {
    this.rule = rule;
    this.message = message;
  }

  /** The rule's id. */
  public String rule() {
    return rule;
  }

  /** What is wrong, for people. */
  public String message() {
    return message;
  }
}
