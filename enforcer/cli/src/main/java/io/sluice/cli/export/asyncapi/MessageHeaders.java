package io.sluice.cli.export.asyncapi;

import static io.sluice.cli.export.YamlDocuments.mapping;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Stamp;
import io.sluice.engine.contract.Status;
import io.sluice.pipeline.enforce.SluiceHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The headers that Sluice adds to records, as JSON Schema; their values are text. */
final class MessageHeaders {

  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final List<String> required;

  private MessageHeaders(List<String> required) {
    this.required = required;
  }

  /** Those of product records. */
  static Map<String, Object> ofProduct(Contract contract) {
    List<Stamp> stamps = contract.stamps().stream().sorted().toList();
    MessageHeaders headers = new MessageHeaders(stamps.stream().map(SluiceHeaders::of).toList());
    stamps.forEach(headers::stamp);
    headers.add(
        SluiceHeaders.WARNINGS,
        "Where rules of severity warning do not hold: a JSON array of {rule, path, message}.");
    if (contract.hasMasks()) {
      headers.add(SluiceHeaders.KEYS, "The id of the key that made the masks, in decimal.");
    }
    if (contract.status() == Status.DEPRECATED) {
      headers.add(
          SluiceHeaders.DEPRECATED,
          "A JSON object of endOfSupport, endOfLife and replacedBy, as far as they are known.");
    }
    if (contract.isInShadow()) {
      headers.add(
          SluiceHeaders.SHADOWED,
          "What the record violates: a JSON array of {rule, path, message}.");
      headers.add(SluiceHeaders.CLASS, "The gravest class of what it violates.");
    }
    headers.add(
        SluiceHeaders.ORIGINAL_TIMESTAMP,
        "Where the raw record had a negative timestamp, which reads as 0.");
    return headers.schema();
  }

  /** Those of dead letters. */
  static Map<String, Object> ofLetter(Contract contract) {
    MessageHeaders headers =
        new MessageHeaders(
            List.of(
                SluiceHeaders.STREAMS_TOPIC,
                SluiceHeaders.STREAMS_PARTITION,
                SluiceHeaders.STREAMS_OFFSET,
                SluiceHeaders.CONTRACT,
                SluiceHeaders.CLASS,
                SluiceHeaders.VIOLATIONS,
                SluiceHeaders.TIMESTAMP));
    headers.add(SluiceHeaders.STREAMS_TOPIC, "The topic that the raw record stands in.");
    headers.add(SluiceHeaders.STREAMS_PARTITION, "Its partition, in decimal.");
    headers.add(SluiceHeaders.STREAMS_OFFSET, "Its offset, in decimal.");
    Stream.of(Stamp.values()).forEach(headers::stamp);
    headers
        .add(SluiceHeaders.CLASS, "What kind of breach it is, the gravest.")
        .put("enum", List.of("SCHEMA", "STRUCTURE", "RULE", "INTERNAL"));
    headers.add(
        SluiceHeaders.VIOLATIONS, "A JSON array of at most 20 {rule, path, message}; no values.");
    headers.add(SluiceHeaders.SCHEMA_ID, "The writer schema's id, where the record names one.");
    headers.add(SluiceHeaders.APPLICATION, "The pipeline that judged the record.");
    headers.add(SluiceHeaders.REPLAY_COUNT, "How often the record was put back, in decimal.");
    if (contract.holdsPersonal()) {
      headers.add(SluiceHeaders.SEALED, "What is sealed in place of the value.");
      headers.add(SluiceHeaders.SEALED_KEY, "The id of the key that it is sealed by.");
    }
    if (contract.isInShadow()) {
      headers.add(SluiceHeaders.SAMPLE, "\"true\": the record itself has passed.");
    }
    headers.add(
        SluiceHeaders.TRUNCATED, "\"true\" where the others say less, so that the letter fits.");
    return headers.schema();
  }

  private void stamp(Stamp stamp) {
    String description =
        switch (stamp) {
          case CONTRACT -> "The contract that judged the record: its id, a colon, its version.";
          case TIMESTAMP -> "When the record was judged, ISO-8601.";
        };
    add(SluiceHeaders.of(stamp), description);
  }

  private Map<String, Object> add(String name, String description) {
    Map<String, Object> header = mapping("type", "string", "description", description);
    properties.put(name, header);
    return header;
  }

  private Map<String, Object> schema() {
    return mapping("type", "object", "required", required, "properties", properties);
  }
}
