package io.sluice.pipeline.registry;

import org.apache.avro.Schema;

/** Where the schemas that records are written with come from. Thread-safe; never throws. */
public interface SchemaSource {

  /** The schema of a content id, as Apicurio's and Confluent's serializers put it into records. */
  SchemaLookup byContentId(long id);

  /** The schema of a global id. */
  SchemaLookup byGlobalId(long id);

  /**
   * The id of a schema of Sluice's own, which is registered where it is not yet.
   *
   * @param topic whose values it is of
   */
  OwnSchema own(String topic, Schema schema);
}
