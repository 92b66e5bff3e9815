package io.sluice.pipeline.testing;

import io.sluice.engine.authoring.ContractFile;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** A contract of patients, whose personal data is masked in every way, the record's key too. */
public final class Patients {

  /** What the contract declares. */
  public static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Patient","namespace":"test","fields":[
                {"name":"id","type":"string"},
                {"name":"name","type":"string"},
                {"name":"email","type":["null","string"]},
                {"name":"phones","type":{"type":"array","items":"string"}},
                {"name":"age","type":"int"},
                {"name":"ward","type":"string"}]}""");

  /** What a producer writes that does not wait for the contract: a field more, in another order. */
  public static final Schema WIDER =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Patient","namespace":"test","fields":[
                {"name":"ward","type":"string"},
                {"name":"id","type":"string"},
                {"name":"ssn","type":"string"},
                {"name":"name","type":"string"},
                {"name":"email","type":["null","string"]},
                {"name":"phones","type":{"type":"array","items":"string"}},
                {"name":"age","type":"int"}]}""");

  private Patients() {}

  /** The contract, bound to topics that begin with its id. */
  public static ContractFile file(String id, String framing) {
    return file(id, framing, "{tokenise: {key: names}}");
  }

  /** Likewise, with another mask of the name. */
  public static ContractFile file(String id, String framing, String ofName) {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: %1$s
        version: 1.2.0
        status: active
        customProperties:
          - {property: sluice.framing, value: %2$s}
          - {property: sluice.keyMasking, value: {hash: {key: patients}}}
          - {property: sluice.headers, value: [traceparent]}
        schema:
          - name: Patient
            physicalType: topic
            physicalName: %1$s.v1
            authoritativeDefinitions: [{type: implementation, url: patient.avsc}]
            properties:
              - name: id
                classification: pii
                customProperties: [{property: sluice.masking, value: {hash: {key: patients}}}]
              - name: name
                classification: pii
                customProperties: [{property: sluice.masking, value: %3$s}]
              - name: email
                classification: pii
                customProperties: [{property: sluice.masking, value: {partial: {keepDomain: true}}}]
              - name: phones
                classification: pii
                items:
                  name: phone
                  customProperties: [{property: sluice.masking, value: {partial: {keepLast: 2}}}]
              - name: age
                classification: pii
                logicalType: integer
                logicalTypeOptions: {minimum: 0}
                customProperties: [{property: sluice.masking, value: {generalise: {bucket: 10}}}]
              - name: ward
        """
            .formatted(id, framing, ofName);
    return ContractFile.of("patients.odcs.yaml", text, url -> SCHEMA.toString());
  }

  /** A patient, written with either schema. */
  public static GenericData.Record patient(Schema schema, String id, int age) {
    GenericData.Record patient = new GenericData.Record(schema);
    patient.put("id", id);
    patient.put("name", "Ada " + id);
    patient.put("email", id + "@example.com");
    patient.put("phones", List.of("555-0142", "555-0177"));
    patient.put("age", age);
    patient.put("ward", "w7");
    if (schema.getField("ssn") != null) {
      patient.put("ssn", "078-05-1120");
    }
    return patient;
  }
}
