package io.sluice.pipeline.enforce;

import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.time.Duration;

/**
 * The rules of Sluice's own that concern a record as Kafka carries it, before its bytes are read:
 * their ids, classes and texts.
 */
public final class SluiceRules {

  /** The value has no byte at all. */
  public static final String FRAMING_EMPTY = "framing.empty";

  /** The value ends before its schema id does. */
  public static final String FRAMING_TOO_SHORT = "framing.tooShort";

  /** The value does not begin with the magic byte 0. */
  public static final String FRAMING_MAGIC_BYTE = "framing.magicByte";

  /** No header names the writer schema. */
  public static final String FRAMING_NO_SCHEMA_ID = "framing.noSchemaId";

  /** The schema id is none that a registry gives. */
  public static final String FRAMING_SCHEMA_ID = "framing.schemaId";

  /** The registry does not know the schema id, and went on not knowing it. */
  public static final String FRAMING_UNKNOWN_SCHEMA_ID = "framing.unknownSchemaId";

  /** A record without a value, on its way to a product topic that is not compacted. */
  public static final String FRAMING_TOMBSTONE = "framing.tombstone";

  /** What the registry has under the schema id is no Avro schema. */
  public static final String SCHEMA_NOT_AVRO = "schema.notAvro";

  /** A record without a key, on its way to a compacted product topic. */
  public static final String KEY_NULL = "key.null";

  /** Sluice failed on the record: a defect of Sluice's, not of the record. */
  public static final String INTERNAL_DEFECT = "internal.defect";

  /** A replayed record is sealed by a key that the keyset of letters does not have. */
  public static final String REPLAY_LOCKED = "replay.locked";

  /** The replay topic holds what is no record that Sluice sent there for this contract. */
  public static final String REPLAY_UNSOUND = "replay.unsound";

  static final Violation UNSOUND =
      new Violation(
          ViolationClass.INTERNAL,
          REPLAY_UNSOUND,
          "",
          "the replayed record was changed or moved after it was sealed, or is of another contract");

  static final Violation EMPTY = structure(FRAMING_EMPTY, "the value is empty");

  static final Violation TOMBSTONE =
      structure(
          FRAMING_TOMBSTONE, "the record has no value, and the product topic is not compacted");

  static final Violation NULL_KEY =
      structure(KEY_NULL, "the record has no key, and the product topic is compacted");

  static final Violation NO_SCHEMA_ID =
      schema(FRAMING_NO_SCHEMA_ID, "no header names the writer schema");

  private SluiceRules() {}

  static Violation tooShort(int bytes, int needed) {
    return structure(
        FRAMING_TOO_SHORT,
        "the value has %d bytes, its magic byte and schema id need %d".formatted(bytes, needed));
  }

  static Violation magicByte() {
    return structure(FRAMING_MAGIC_BYTE, "the value does not begin with the magic byte 0");
  }

  static Violation schemaId(String what) {
    return schema(FRAMING_SCHEMA_ID, what);
  }

  static Violation unknownSchemaId(SchemaId id, Duration patience) {
    return schema(
        FRAMING_UNKNOWN_SCHEMA_ID,
        "the registry does not know %s, and did not for %d s".formatted(id, patience.toSeconds()));
  }

  static Violation notAvro(SchemaId id, String why) {
    return schema(SCHEMA_NOT_AVRO, "%s: %s".formatted(id, why));
  }

  static Violation locked(long key) {
    return new Violation(
        ViolationClass.INTERNAL,
        REPLAY_LOCKED,
        "",
        "the replayed record is sealed by key %d, which the keyset of letters does not have"
            .formatted(key));
  }

  static Violation defect(RuntimeException defect) {
    // its message could hold a value of the record
    return new Violation(
        ViolationClass.INTERNAL,
        INTERNAL_DEFECT,
        "",
        "Sluice failed on this record: " + defect.getClass().getName());
  }

  private static Violation structure(String rule, String message) {
    return new Violation(ViolationClass.STRUCTURE, rule, "", message);
  }

  private static Violation schema(String rule, String message) {
    return new Violation(ViolationClass.SCHEMA, rule, "", message);
  }
}
