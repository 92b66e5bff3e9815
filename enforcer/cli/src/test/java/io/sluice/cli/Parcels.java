package io.sluice.cli;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.sandbox.sample.SampleRecord;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;

/** A contract of parcels, which bounds their weight and no more. */
final class Parcels {

  static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Parcel", "fields": [
                {"name": "id", "type": "string"},
                {"name": "weight", "type": "int"}]}""");

  private Parcels() {}

  /** What its file says, on a product topic that is called like it. */
  static String text(String id, String version, int minimum) {
    return """
        apiVersion: v3.1.0
        kind: DataContract
        id: %1$s
        version: %2$s
        status: active
        schema:
          - name: Parcel
            physicalType: topic
            physicalName: %1$s
            authoritativeDefinitions: [{type: implementation, url: parcel.avsc}]
            properties:
              - {name: id, logicalType: string}
              - {name: weight, logicalType: integer, logicalTypeOptions: {minimum: %3$d}}
        """
        .formatted(id, version, minimum);
  }

  static ContractFile contract(String id, String version, int minimum) {
    return ContractFile.of(id, text(id, version, minimum), url -> SCHEMA.toString());
  }

  /** A parcel that is keyed by its id. */
  static SampleRecord parcel(int number, int weight, Instant at) {
    String id = "parcel-" + number;
    return new SampleRecord(
        id, at, new GenericRecordBuilder(SCHEMA).set("id", id).set("weight", weight).build());
  }
}
