package io.sluice.cli.export.asyncapi;

import static io.sluice.cli.export.YamlDocuments.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.export.product.Product;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Framing;
import io.sluice.engine.contract.Server;
import io.sluice.engine.contract.SupportChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A product as <a href="https://www.asyncapi.com/docs/reference/specification/v3.0.0">AsyncAPI
 * 3.0.0</a> has an application: what sends to the product topic and to the dead-letter topic.
 */
public final class AsyncApiDocument {

  private static final String AVRO = "application/vnd.apache.avro+json;version=1.9.0";

  /** Of the bindings to Kafka. */
  private static final String BINDING_VERSION = "0.5.0";

  private static final String PRODUCT = "product";
  private static final String LETTERS = "deadLetters";
  private static final String RECORD = "record";
  private static final String LETTER = "deadLetter";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Product product;
  private final Contract contract;
  private final Binding binding;

  private AsyncApiDocument(Product product) {
    this.product = product;
    this.contract = product.contract();
    this.binding = product.subject().binding();
  }

  /** The document, in the order in which people read it. */
  public static Map<String, Object> of(Product product) {
    return new AsyncApiDocument(product).document();
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put("id", "urn:sluice:" + product.subject().major());
    document.put("info", info());
    document.put("defaultContentType", "application/vnd.apache.avro");
    Map<String, Object> servers = servers();
    if (!servers.isEmpty()) {
      document.put("servers", servers);
    }
    document.put(
        "channels",
        mapping(
            PRODUCT,
            channel(binding.productTopic(), "What consumers subscribe to.", RECORD),
            LETTERS,
            channel(
                binding.deadLetterTopic(),
                "Records that break the contract, for who is on call.",
                LETTER)));
    document.put(
        "operations",
        mapping("publishRecord", send(PRODUCT, RECORD), "rejectRecord", send(LETTERS, LETTER)));
    document.put(
        "components", mapping("messages", mapping(RECORD, recordMessage(), LETTER, letter())));
    return document;
  }

  // ---- the product

  private Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("title", product.subject().title());
    info.put("version", contract.version().text());
    description().ifPresent(text -> info.put("description", text));
    info.put("contact", contact());
    List<Map<String, Object>> tags =
        Stream.concat(Stream.ofNullable(contract.domain()), product.list("tags").stream())
            .distinct()
            .map(tag -> mapping("name", tag))
            .toList();
    if (!tags.isEmpty()) {
      info.put("tags", tags);
    }
    info.put("x-contract", contract.coordinates());
    info.put("x-status", product.status());
    info.put("x-owner", product.subject().owner());
    return info;
  }

  private Optional<String> description() {
    return Optional.ofNullable(contract.purpose())
        .map(
            purpose ->
                Stream.of(
                        Optional.of(purpose),
                        product.said("description", "usage").map(usage -> "Use: " + usage),
                        product.said("description", "limitations").map(l -> "Limits: " + l))
                    .flatMap(Optional::stream)
                    .map(String::strip)
                    .reduce((one, other) -> one + "\n\n" + other)
                    .orElseThrow());
  }

  /** The team, and the first of its channels that is an address. */
  private Map<String, Object> contact() {
    Map<String, Object> contact = mapping("name", product.subject().owner());
    contract.support().stream()
        .map(SupportChannel::url)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(url -> contact.put("url", url));
    return contact;
  }

  private Map<String, Object> servers() {
    Map<String, Object> servers = new LinkedHashMap<>();
    for (Server server : contract.servers()) {
      if (server.host() != null && server.type().equals("kafka")) {
        Map<String, Object> entry = mapping("host", server.host(), "protocol", "kafka");
        Optional.ofNullable(server.environment())
            .ifPresent(environment -> entry.put("title", environment));
        servers.put(server.server().replaceAll("[^A-Za-z0-9_-]", "-"), entry);
      }
    }
    return servers;
  }

  // ---- its topics

  private Map<String, Object> channel(String topic, String description, String message) {
    Map<String, Object> channel =
        mapping(
            "address",
            topic,
            "description",
            description,
            "messages",
            mapping(message, reference("components", "messages", message)));
    channel.put(
        "bindings", mapping("kafka", mapping("topic", topic, "bindingVersion", BINDING_VERSION)));
    return channel;
  }

  private static Map<String, Object> send(String channel, String message) {
    return mapping(
        "action",
        "send",
        "channel",
        reference("channels", channel),
        "messages",
        List.of(reference("channels", channel, "messages", message)));
  }

  private Map<String, Object> recordMessage() {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("name", product.schema().getName());
    message.put("title", product.subject().title());
    Optional.ofNullable(contract.topicObject().orElseThrow().description())
        .ifPresent(text -> message.put("summary", text));
    message.put("headers", MessageHeaders.ofProduct(contract));
    message.put("payload", mapping("schemaFormat", AVRO, "schema", avro()));
    message.put("bindings", mapping("kafka", recordBinding()));
    return message;
  }

  private Map<String, Object> letter() {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("name", "DeadLetter");
    message.put(
        "summary",
        contract.holdsPersonal()
            ? "A raw record that breaks the contract, sealed; the headers say what it breaks."
            : "A raw record that breaks the contract, byte for byte; the headers say what it"
                + " breaks.");
    message.put("contentType", "application/octet-stream");
    message.put("headers", MessageHeaders.ofLetter(contract));
    message.put("bindings", mapping("kafka", mapping("bindingVersion", BINDING_VERSION)));
    return message;
  }

  /** How a record says which schema it was written with. */
  private Map<String, Object> recordBinding() {
    Map<String, Object> binding = new LinkedHashMap<>();
    Framing framing = this.binding.framing();
    switch (framing) {
      case REGISTRY -> {
        binding.put("schemaIdLocation", "payload");
        binding.put("schemaIdPayloadEncoding", "confluent");
      }
      case REGISTRY_8_BYTE -> {
        binding.put("schemaIdLocation", "payload");
        binding.put("schemaIdPayloadEncoding", "apicurio-legacy");
      }
      case HEADERS -> binding.put("schemaIdLocation", "header");
      case NONE -> {}
    }
    binding.put("bindingVersion", BINDING_VERSION);
    return binding;
  }

  private Object avro() {
    try {
      return JSON.readValue(product.schemaText(), new TypeReference<Object>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro has read this schema", e);
    }
  }

  // ---- the form

  private static Map<String, Object> reference(String... path) {
    return mapping("$ref", "#/" + String.join("/", path));
  }
}
