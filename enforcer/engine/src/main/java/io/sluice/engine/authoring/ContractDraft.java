package io.sluice.engine.authoring;

import io.sluice.engine.profile.FreshnessProposal;
import io.sluice.engine.profile.Proposals;
import java.util.List;
import java.util.Locale;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A contract to begin from, drafted from an Avro schema. It demands what the schema demands of each
 * record, and what was proposed from a sample of them, each marked as a proposal; owner, promises
 * and rules are its author's to add.
 *
 * @param schema a record, lawful where it could be made so
 * @param changes in what it departs from the schema that was drafted from, a sentence each
 * @param id the contract's id
 * @param version the contract's version, a semantic one
 * @param topic the product topic
 * @param schemaUrl where the schema stands, relative to the contract; empty where there is none yet
 * @param proposals what a sample showed
 * @param canvas what its people know
 */
public record ContractDraft(
    Schema schema,
    List<String> changes,
    String id,
    String version,
    String topic,
    String schemaUrl,
    Proposals proposals,
    Canvas canvas) {

  private static final String FIRST_VERSION = "1.0.0";

  public ContractDraft {
    changes = List.copyOf(changes);
    if (schema.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException(
          "a contract is about records, and this Avro schema is of type "
              + schema.getType().getName());
    }
  }

  /**
   * Drafts a contract named after its record: {@code com.example.sales.OrderEvent} becomes {@code
   * sales.order-event}, on the topic {@code sales.order-event.v1}, with its schema beside it in
   * {@code OrderEvent.avsc}.
   *
   * @throws IllegalArgumentException where the schema is no record
   */
  public static ContractDraft of(Schema schema) {
    return of(Proposals.none(schema));
  }

  /**
   * Likewise, from a sample.
   *
   * @throws IllegalArgumentException where its schema is no record
   */
  public static ContractDraft of(Proposals proposals) {
    Schema schema = proposals.schema();
    String id = "";
    if (schema.getType() == Schema.Type.RECORD) {
      String namespace = schema.getNamespace() == null ? "" : schema.getNamespace();
      String domain = words(namespace.substring(namespace.lastIndexOf('.') + 1));
      id = (domain.isEmpty() ? "" : domain + ".") + words(schema.getName());
    }
    LawfulSchema lawful = LawfulSchema.of(schema);
    return new ContractDraft(
        lawful.schema(),
        lawful.changes(),
        id,
        FIRST_VERSION,
        topic(id, FIRST_VERSION),
        schema.getName() + ".avsc",
        proposals,
        Canvas.EMPTY);
  }

  /** A contract whose schema is still to come, of records of that name. */
  public static ContractDraft withoutSchema(String recordName, String namespace) {
    Schema none =
        Schema.createRecord(
            recordName, null, namespace.isEmpty() ? null : namespace, false, List.of());
    return of(none).withSchemaUrl("");
  }

  public ContractDraft withId(String newId) {
    return new ContractDraft(
        schema, changes, newId, version, topic(newId, version), schemaUrl, proposals, canvas);
  }

  public ContractDraft withVersion(String newVersion) {
    return new ContractDraft(
        schema, changes, id, newVersion, topic(id, newVersion), schemaUrl, proposals, canvas);
  }

  public ContractDraft withTopic(String newTopic) {
    return new ContractDraft(schema, changes, id, version, newTopic, schemaUrl, proposals, canvas);
  }

  public ContractDraft withSchemaUrl(String newUrl) {
    return new ContractDraft(schema, changes, id, version, topic, newUrl, proposals, canvas);
  }

  public ContractDraft withCanvas(Canvas newCanvas) {
    return new ContractDraft(schema, changes, id, version, topic, schemaUrl, proposals, newCanvas);
  }

  /** Majors of a contract have product topics of their own. */
  private static String topic(String id, String version) {
    int end = version.indexOf('.');
    return id + ".v" + (end < 0 ? version : version.substring(0, end));
  }

  /** A name in lower case, with dashes between its words: {@code OrderEvent} is order-event. */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
        .replaceAll("[^A-Za-z0-9]+", "-")
        .replaceAll("^-|-$", "")
        .toLowerCase(Locale.ROOT);
  }

  /** The schema's text, as an {@code .avsc} has it. */
  public String schemaText() {
    return SchemaFormatter.format("json/pretty", schema) + "\n";
  }

  public boolean hasSchema() {
    return !schemaUrl.isEmpty();
  }

  // ---- the promises

  /** Those of the canvas that can't be kept, since no field says when an event happened. */
  public List<CanvasPromise> unkeptPromises() {
    return eventTime() == null
        ? canvas.promises().stream().filter(CanvasPromise::isOfTime).toList()
        : List.of();
  }

  /** What the canvas says, what was proposed, or the first timestamp; null where there is none. */
  private @Nullable String eventTime() {
    FreshnessProposal proposed = proposals.freshness();
    if (canvas.eventTime() != null) {
      return canvas.eventTime();
    }
    return proposed != null
        ? proposed.field()
        : schema.getFields().stream()
            .filter(field -> isTimestamp(field.schema()))
            .map(Schema.Field::name)
            .findFirst()
            .orElse(null);
  }

  private static boolean isTimestamp(Schema schema) {
    return switch (LogicalTypes.fromSchemaIgnoreInvalid(schema)) {
      case LogicalTypes.TimestampMillis millis -> true;
      case LogicalTypes.TimestampMicros micros -> true;
      case LogicalTypes.TimestampNanos nanos -> true;
      case null, default -> false;
    };
  }

  // ---- the text

  /** The contract's text: a document of ODCS v3.1. */
  public String text() {
    YamlText yaml = new YamlText();
    heading(yaml);
    yaml.entry("apiVersion", "v3.1.0")
        .entry("kind", "DataContract")
        .entry("id", id)
        .entry("name", sentence())
        .entry("version", version)
        .comment("active, once it is agreed; only active contracts are enforced.")
        .entry("status", "draft");
    new DraftPeople(canvas).write(yaml);
    if (hasSchema()) {
      object(yaml);
    } else {
      // A topic without a schema is an error: nothing could be enforced on it.
      yaml.comment("schema: the topic " + topic + ", once its Avro schema is there.");
    }
    DraftPromises promises =
        new DraftPromises(schema.getName(), eventTime(), canvas.promises(), proposals.freshness());
    promises.slaProperties(yaml);
    customProperties(yaml, promises);
    return yaml.toString();
  }

  private void heading(YamlText yaml) {
    if (!hasSchema()) {
      yaml.comment(
              "Begun from a data product canvas: its Avro schema is still to come, and with it")
          .comment("what is demanded of records; see docs/contracts.md.");
    } else if (proposals.records() > 0) {
      yaml.comment("Drafted from %,d sample records, which keep it.".formatted(proposals.records()))
          .comment(
              "What says \"proposed\" is a guess, with what it was seen from: accept, change or")
          .comment("delete each; so are all types. What only its owners know is theirs to add; see")
          .comment("docs/contracts.md.");
    } else {
      yaml.comment(
              "Drafted from the Avro schema: every record that was written with it keeps this.")
          .comment("What only its owners know is theirs to add: team and support, promises on time")
          .comment(
              "(slaProperties), and rules (logicalTypeOptions, quality); see docs/contracts.md.");
    }
  }

  private void object(YamlText yaml) {
    yaml.key("schema")
        .item()
        .entry("name", schema.getName())
        .entry("logicalType", "object")
        .entry("physicalType", "topic")
        .entry("physicalName", topic);
    if (schema.getDoc() != null) {
      yaml.entry("description", schema.getDoc());
    }
    yaml.key("authoritativeDefinitions")
        .item()
        .entry("type", "implementation")
        .entry("url", schemaUrl)
        .end()
        .end();
    new DraftProperties(yaml, proposals, canvas.classification()).of(schema);
    yaml.end().end();
  }

  private void customProperties(YamlText yaml, DraftPromises promises) {
    if (promises.isEmpty() && canvas.rawTopic() == null && canvas.inputs().isEmpty()) {
      return;
    }
    yaml.key("customProperties");
    if (canvas.rawTopic() != null) {
      yaml.item().entry("property", "sluice.rawTopic").entry("value", canvas.rawTopic()).end();
    }
    if (!canvas.inputs().isEmpty()) {
      yaml.item().entry("property", "inputPorts").key("value");
      canvas.inputs().forEach(yaml::text);
      yaml.end().end();
    }
    promises.objectives(yaml);
    yaml.end();
  }

  /** The record's name as a person would say it. */
  private String sentence() {
    String words = words(schema.getName()).replace('-', ' ');
    return words.isEmpty()
        ? schema.getName()
        : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
