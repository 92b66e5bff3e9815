package io.sluice.pipeline.testing;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.CompiledContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** A contract of deliveries with an indicator of every kind: a weight is at least 0. */
public final class Deliveries {

  public static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Delivery","namespace":"test","fields":[
                {"name":"id","type":"string"},
                {"name":"site","type":["null","string"]},
                {"name":"at","type":["null",{"type":"long","logicalType":"timestamp-millis"}]},
                {"name":"weight","type":"int"},
                {"name":"note","type":["null","string"]}]}""");

  public static final int SCHEMA_ID = 11;

  private Deliveries() {}

  /** The contract, bound to topics that begin with its id. */
  public static CompiledContract contract(String id) {
    return contract(id, 0);
  }

  /** Likewise, where a weight is at least so much. */
  public static CompiledContract contract(String id, int leastWeight) {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: %1$s
        version: 1.4.0
        status: active
        customProperties:
          - property: sluice.objectives
            value:
              weight.minimum: {targetPercent: 99, window: 30d}
          - {property: sluice.backfillOlderThan, value: 30d}
        schema:
          - name: Delivery
            physicalType: topic
            physicalName: %1$s.v1
            authoritativeDefinitions: [{type: implementation, url: delivery.avsc}]
            properties:
              - name: id
                unique: true
              - name: site
              - name: at
                logicalType: timestamp
              - name: weight
                logicalType: integer
                logicalTypeOptions: {minimum: %2$d}
                quality:
                  - id: weight-usual
                    type: custom
                    engine: cel
                    implementation: {expression: value <= 50, mustBeGreaterThan: 90}
              - name: note
                quality:
                  - {id: note-present, type: library, metric: nullValues, mustBeLessThan: 50, unit: percent}
                  - id: note-present-daily
                    type: library
                    metric: nullValues
                    arguments: {window: {calendar: P1D, timezone: Africa/Lagos}, grace: 1h}
                    mustBeLessThan: 50
                    unit: percent
            quality:
              - id: sites
                type: custom
                engine: sluice
                dimension: coverage
                implementation:
                  metric: populationCoverage
                  key: site
                  population: {count: 50}
                  window: {calendar: P1M, timezone: Africa/Lagos}
                  grace: 3d
                  mustBeGreaterThan: 90
              - id: no-repeats
                type: library
                metric: duplicateValues
                arguments: {properties: [site, id], window: 7d}
                mustBeLessThan: 1
                unit: percent
              - id: rows-a-day
                type: library
                metric: rowCount
                arguments: {window: {calendar: P1D, timezone: Africa/Lagos}, grace: 6h}
                mustBeGreaterOrEqualTo: 10
                unit: rows
        slaProperties:
          - {id: freshness, property: freshness, value: 5, unit: m, element: Delivery.at}
          - {id: latency, property: latency, value: 90, unit: m, element: Delivery.at}
          - {id: latency-p95, property: latency, value: 10, unit: m, valueExt: p95, element: Delivery.at}
          - {id: daily, property: timeOfAvailability, value: "06:00", valueExt: Africa/Lagos, element: Delivery.at}
          - {id: steady, property: frequency, value: 10, unit: m, element: Delivery.at}
          - {id: availability, property: availability, value: 99.9, unit: percent}
        """
            .formatted(id, leastWeight);
    return ContractFile.of("deliveries.odcs.yaml", text, url -> SCHEMA.toString()).compile();
  }

  /** A delivery's Avro binary. */
  public static byte[] delivery(
      String id, @Nullable String site, @Nullable Long at, int weight, @Nullable String note) {
    GenericData.Record delivery = new GenericData.Record(SCHEMA);
    delivery.put("id", id);
    delivery.put("site", site);
    delivery.put("at", at);
    delivery.put("weight", weight);
    delivery.put("note", note);
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(delivery, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The delivery of a framed value. */
  public static GenericRecord read(byte[] framed) {
    try {
      return new GenericDatumReader<GenericRecord>(SCHEMA)
          .read(null, DecoderFactory.get().binaryDecoder(framed, 5, framed.length - 5, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
