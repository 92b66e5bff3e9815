package io.sluice.engine.authoring;

import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * A contract to begin from, drafted from an Avro schema. It demands what the schema demands of each
 * record and nothing more, so whatever was written with that schema keeps it; owner, promises and
 * rules are its author's to add.
 *
 * @param schema a record, lawful where it could be made so
 * @param changes in what it departs from the schema that was drafted from, a sentence each
 * @param id the contract's id
 * @param version the contract's version, a semantic one
 * @param topic the product topic
 * @param schemaUrl where the schema stands, relative to the contract
 */
public record ContractDraft(
    Schema schema,
    List<String> changes,
    String id,
    String version,
    String topic,
    String schemaUrl) {

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
        schema.getName() + ".avsc");
  }

  public ContractDraft withId(String newId) {
    return new ContractDraft(schema, changes, newId, version, topic(newId, version), schemaUrl);
  }

  public ContractDraft withVersion(String newVersion) {
    return new ContractDraft(schema, changes, id, newVersion, topic(id, newVersion), schemaUrl);
  }

  public ContractDraft withTopic(String newTopic) {
    return new ContractDraft(schema, changes, id, version, newTopic, schemaUrl);
  }

  public ContractDraft withSchemaUrl(String newUrl) {
    return new ContractDraft(schema, changes, id, version, topic, newUrl);
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

  /** The contract's text: a document of ODCS v3.1. */
  public String text() {
    YamlText yaml = new YamlText();
    yaml.comment("Drafted from the Avro schema: every record that was written with it keeps this.")
        .comment("What only its owners know is theirs to add: team and support, promises on time")
        .comment("(slaProperties), and rules (logicalTypeOptions, quality); see docs/contracts.md.")
        .entry("apiVersion", "v3.1.0")
        .entry("kind", "DataContract")
        .entry("id", id)
        .entry("name", sentence())
        .entry("version", version)
        .comment("active, once it is agreed; only active contracts are enforced.")
        .entry("status", "draft")
        .key("schema")
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
    new DraftProperties(yaml).of(schema);
    return yaml.end().end().toString();
  }

  /** The schema's text, as an {@code .avsc} has it. */
  public String schemaText() {
    return SchemaFormatter.format("json/pretty", schema) + "\n";
  }

  /** The record's name as a person would say it. */
  private String sentence() {
    String words = words(schema.getName()).replace('-', ' ');
    return words.isEmpty()
        ? schema.getName()
        : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
