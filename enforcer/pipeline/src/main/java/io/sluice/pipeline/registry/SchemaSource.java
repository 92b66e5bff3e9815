package io.sluice.pipeline.registry;

/** Where the schemas that records were written with come from. Thread-safe; never throws. */
public interface SchemaSource {

  /** The schema of a content id, as Apicurio's and Confluent's serializers put it into records. */
  SchemaLookup byContentId(long id);

  /** The schema of a global id. */
  SchemaLookup byGlobalId(long id);
}
