package io.sluice.engine.plan;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** What a type's values are to a constraint. */
enum ValueKind {
  NULL,
  BOOLEAN,
  /** Whole numbers, and dates, times and timestamps counted in their unit. */
  WHOLE,
  FLOATING,
  DECIMAL,
  TEXT,
  /** Known text: the symbols of an enum. */
  SYMBOL,
  BYTES,
  ARRAY,
  MAP,
  RECORD,
  UNION;

  static ValueKind of(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> NULL;
      case BOOLEAN -> BOOLEAN;
      case INT, LONG -> WHOLE;
      case FLOAT, DOUBLE -> FLOATING;
      case STRING -> TEXT;
      case ENUM -> SYMBOL;
      case BYTES, FIXED ->
          Compatibility.meaning(schema) instanceof LogicalTypes.Decimal ? DECIMAL : BYTES;
      case ARRAY -> ARRAY;
      case MAP -> MAP;
      case RECORD -> RECORD;
      case UNION -> UNION;
    };
  }
}
