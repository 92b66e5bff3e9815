package io.sluice.cli.letter.explain;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What can be said of the value of a record. */
sealed interface LetterValue {

  /** There is none. */
  record Absent() implements LetterValue {}

  /**
   * It decodes.
   *
   * @param value as Avro's generic reader gives it
   * @param schema it was written with
   * @param schemaName how the record names that schema
   * @param rest how many bytes follow it
   */
  record Decoded(@Nullable Object value, Schema schema, String schemaName, int rest)
      implements LetterValue {}

  /**
   * It does not.
   *
   * @param why for people
   */
  record Undecoded(String why) implements LetterValue {}
}
