package io.sluice.pipeline.registry;

import org.apache.avro.Schema;

/** What asking for a schema by its id gave. */
public sealed interface SchemaLookup {

  /** The schema, its references included. */
  record Found(Schema schema) implements SchemaLookup {}

  /** The registry answered that it has no such id. */
  record Unknown() implements SchemaLookup {}

  /** The registry has something under that id which is no Avro schema. */
  record Unreadable(String reason) implements SchemaLookup {}

  /**
   * The registry did not answer, or not to us: an outage, which says nothing of the id.
   *
   * @param reason for people; holds no secret
   */
  record Unavailable(String reason) implements SchemaLookup {}
}
