package io.sluice.service;

import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Binding;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.PublicationRefusedException;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.TopicRecords;
import io.sluice.sandbox.sample.SampleProducer;
import io.sluice.sandbox.sample.SampleRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A small contract of a test's own: things have a size, which is at most 9.
 *
 * @param id the contract's id, and the product topic
 */
record Things(String id, ContractFile file) {

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Thing", "fields": [{"name": "size", "type": "long"}]}""");

  /** A contract that no other test has. */
  static Things withStatus(String status) {
    return of(status, "{property: sluice.enforcement, value: enforce}");
  }

  /** Likewise, which runs in shadow. */
  static Things inShadow() {
    return of("proposed", "{property: sluice.enforcement, value: shadow}");
  }

  /** Likewise, which masks the keys of records. */
  static Things withMaskedKeys() {
    return of("active", "{property: sluice.keyMasking, value: {hash: {key: things}}}");
  }

  private static Things of(String status, String setting) {
    String id = SharedSandbox.uniqueName("things");
    ContractFile file =
        ContractFile.of(
            id,
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: %s
            version: 1.0.0
            status: %s
            domain: testing
            roles:
              - {role: things-consumer, access: read}
              - {role: things-oncall, access: "investigate, measure"}
              - {role: things-producer, access: write}
              - {role: things-replayer, access: replay}
            customProperties: [%s]
            schema:
              - name: Thing
                logicalType: object
                physicalType: topic
                physicalName: %s
                authoritativeDefinitions:
                  - type: implementation
                    url: thing.avsc
                properties:
                  - name: size
                    logicalType: integer
                    required: true
                    logicalTypeOptions:
                      maximum: 9
            """
                .formatted(id, status, setting, id),
            url -> SCHEMA.toString());
    return new Things(id, file);
  }

  Binding binding() {
    return file.compile().binding();
  }

  /** Registers it, and creates its raw topic. */
  Things publish(Sandbox sandbox) {
    try (ApicurioRegistry registry =
        new ApicurioRegistry(RegistrySettings.of(sandbox.registryUrl()))) {
      registry.publisher().publish(file);
    } catch (RegistryUnavailableException | PublicationRefusedException e) {
      throw new IllegalStateException(e);
    }
    sandbox.createTopic(binding().rawTopic(), 2, Map.of());
    return this;
  }

  /** Publishes things of these sizes. */
  void produce(Sandbox sandbox, LongStream sizes) {
    try (SampleProducer producer =
        new SampleProducer(
            sandbox.bootstrapServers(), sandbox.registryUrl(), binding().rawTopic(), "test")) {
      producer.publishAll(
          sizes.mapToObj(
              size ->
                  new SampleRecord(
                      "key-" + size,
                      Instant.EPOCH.plusSeconds(size),
                      new GenericRecordBuilder(SCHEMA).set("size", size).build())));
    }
  }

  /**
   * Things of these sizes as a producer writes them that has a schema of its own, which no record
   * in the topic has named so far. The registry knows the schema once this returns.
   */
  List<byte[]> withAnotherSchema(Sandbox sandbox, LongStream sizes) {
    String more = id.replaceAll("[^a-z0-9]", "_");
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Thing", "fields": [
                  {"name": "size", "type": "long"}, {"name": "%s", "type": "string"}]}"""
                    .formatted(more));
    try (AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>()) {
      serializer.configure(
          Map.of(
              "apicurio.registry.url",
              sandbox.registryUrl(),
              "apicurio.registry.auto-register",
              "true"),
          false);
      return sizes
          .mapToObj(
              size ->
                  serializer.serialize(
                      "elsewhere",
                      (GenericRecord)
                          new GenericRecordBuilder(schema).set("size", size).set(more, "").build()))
          .toList();
    }
  }

  /** The content id of the schema that they were written with. */
  static long schemaIdOf(List<byte[]> values) {
    return ByteBuffer.wrap(values.getFirst(), 1, Integer.BYTES).getInt();
  }

  /** Sends what was written before. */
  void send(Sandbox sandbox, List<byte[]> values) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", sandbox.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] value : values) {
        var _ = producer.send(new ProducerRecord<>(binding().rawTopic(), value));
      }
    }
  }

  /** How many records readers see in the product topic. */
  long passed(Sandbox sandbox) {
    return committed(sandbox, binding().productTopic());
  }

  /** How many records readers see in the dead-letter topic. */
  long rejected(Sandbox sandbox) {
    return committed(sandbox, binding().deadLetterTopic());
  }

  /** How many records readers see in a topic. */
  static long committed(Sandbox sandbox, String topic) {
    return TopicRecords.committed(sandbox.bootstrapServers(), topic).size();
  }
}
