package io.sluice.pipeline.testing;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.sandbox.sample.SampleRecord;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;

/** Contracts over the smallest record that has a key and a time: something was seen. */
public final class Sightings {

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Sighting","namespace":"test","fields":[
                {"name":"id","type":"string"},
                {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}""");

  private Sightings() {}

  /**
   * A contract, bound to topics that begin with its id.
   *
   * @param promises the document's further keys, in YAML; rules over whole records stand in {@code
   *     quality} of the schema's object, which ends the text before
   */
  public static ContractFile contract(String id, String promises) {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: %1$s
        version: 1.0.0
        status: active
        schema:
          - name: Sighting
            physicalType: topic
            physicalName: %1$s.v1
            authoritativeDefinitions: [{type: implementation, url: sighting.avsc}]
            properties:
              - {name: id, logicalType: string, logicalTypeOptions: {minLength: 1}}
              - {name: at, logicalType: timestamp}
        """
            .formatted(id);
    return ContractFile.of(id, text + promises, url -> SCHEMA.toString());
  }

  /** Something was seen; what has no id breaks the contract. */
  public static SampleRecord of(String id, Instant at) {
    return new SampleRecord(
        id,
        Instant.now(),
        new GenericRecordBuilder(SCHEMA).set("id", id).set("at", at.toEpochMilli()).build());
  }
}
