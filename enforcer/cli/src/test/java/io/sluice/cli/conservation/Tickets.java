package io.sluice.cli.conservation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Binding;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.PublicationRefusedException;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.pipeline.registry.UnknownContractException;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryData;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Numbered records of a contract of their own: each number stands in key, value, timestamp and
 * partition, and every third breaks the contract.
 *
 * @param id the contract's id, and the product topic
 * @param schemaId the content id of their schema
 * @param partitions of the raw topic
 * @param begin when the first ticket happened; each further one a millisecond later
 */
record Tickets(String id, Binding binding, long schemaId, int partitions, Instant begin) {

  /** As the contract promises it: some are judged sooner, and those of an outage are not. */
  static final Duration LATENCY = Duration.ofSeconds(20);

  /** As the contract has it: more than there will be. */
  static final long POPULATION = 1_000_000;

  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Ticket", "fields": [
                {"name": "number", "type": "long"}, {"name": "price", "type": "int"},
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}""");

  /** Registers the contract and creates its topics. */
  static Tickets publish(Sandbox sandbox, int partitions) {
    String id = SharedSandbox.uniqueName("tickets");
    ContractFile file = ContractFile.of(id, text(id), url -> SCHEMA.toString());
    Binding binding = file.compile().binding();
    for (String topic :
        List.of(binding.rawTopic(), binding.productTopic(), binding.deadLetterTopic())) {
      sandbox.createTopic(topic, partitions, Map.of());
    }
    try (ApicurioRegistry registry =
        new ApicurioRegistry(RegistrySettings.of(sandbox.registryUrl()))) {
      registry.publisher().publish(file);
      return new Tickets(
          id,
          binding,
          registry.contracts().load(id).schema().content(),
          partitions,
          Instant.now().truncatedTo(ChronoUnit.SECONDS));
    } catch (RegistryUnavailableException
        | PublicationRefusedException
        | UnknownContractException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(String id) {
    return """
        apiVersion: v3.1.0
        kind: DataContract
        id: %1$s
        version: 1.0.0
        status: active
        schema:
          - name: Ticket
            physicalType: topic
            physicalName: %1$s
            authoritativeDefinitions: [{type: implementation, url: ticket.avsc}]
            properties:
              - {name: number, logicalType: integer}
              - {name: price, logicalType: integer, logicalTypeOptions: {minimum: 0}}
              - {name: at, logicalType: timestamp}
            quality:
              - id: once
                metric: duplicateValues
                arguments: {properties: [number]}
                mustBeLessThan: 1
                unit: percent
              - id: priced
                type: custom
                engine: cel
                implementation: {expression: message.price > 0, mustBeGreaterThan: 50}
              - id: rows
                metric: rowCount
                arguments: {window: {calendar: P1D}}
                mustBeGreaterThan: 1000
              - id: seen
                type: custom
                engine: sluice
                implementation:
                  metric: populationCoverage
                  key: number
                  population: {count: %2$d}
                  window: {calendar: P1D}
                  element: at
                  mustBeGreaterThan: 0
        slaProperties:
          - {id: latency, property: latency, value: %3$d, unit: s, element: at}
        """
        .formatted(id, POPULATION, LATENCY.toSeconds());
  }

  ProducerRecord<byte[], byte[]> ticket(long number) {
    return new ProducerRecord<>(
        binding.rawTopic(),
        partition(number),
        FIRST_TIMESTAMP + number,
        Long.toString(number).getBytes(UTF_8),
        value(number));
  }

  int partition(long number) {
    return (int) (number % partitions);
  }

  static long timestamp(long number) {
    return FIRST_TIMESTAMP + number;
  }

  /** When a ticket happened. */
  Instant at(long number) {
    return begin.plusMillis(number);
  }

  static boolean isCompliant(long number) {
    return number % 3 != 0;
  }

  byte[] value(long number) {
    byte[] ticket = new byte[30];
    int length = BinaryData.encodeLong(number, ticket, 0);
    length += BinaryData.encodeInt(isCompliant(number) ? 5 : -5, ticket, length);
    length += BinaryData.encodeLong(at(number).toEpochMilli(), ticket, length);
    return ByteBuffer.allocate(5 + length)
        .put((byte) 0)
        .putInt((int) schemaId)
        .put(ticket, 0, length)
        .array();
  }
}
