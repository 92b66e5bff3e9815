package io.sluice.engine.odcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.sluice.engine.authoring.ContractDraft;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.testing.RandomSchemas;
import io.sluice.engine.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds contracts and parser against the standard's own JSON schema, which stands beside the
 * repository where that is checked out with it; skipped, saying so, where it does not.
 */
class StandardTest {

  private static final Path SCHEMA =
      Repository.root().resolveSibling("shared/odcs/odcs-json-schema-v3.1.0.json");

  /** A contract that uses all of the standard. */
  private static final Path EVERYTHING =
      Path.of("src/test/resources/standard/everything.odcs.yaml");

  /** A contract that promises all that can be promised. */
  private static final Path PROMISES =
      Path.of("src/test/resources/odcs/promises/contract.odcs.yaml");

  private static JsonNode standard = JsonNodeFactory.instance.missingNode();

  @BeforeAll
  static void needsTheStandard() throws IOException {
    assumeTrue(Files.exists(SCHEMA), "skipped: the standard's JSON schema is not at " + SCHEMA);
    standard = new ObjectMapper().readTree(SCHEMA.toFile());
  }

  static Stream<Path> contracts() throws IOException {
    return Stream.concat(Repository.contracts().stream(), Stream.of(EVERYTHING, PROMISES));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void contractsAreValidByTheStandard(Path contract) throws IOException {
    assertThat(validator().validate(new YAMLMapper().readTree(contract.toFile()))).isEmpty();
  }

  @Test
  void draftsAreValidByTheStandard() throws IOException {
    RandomSchemas schemas = new RandomSchemas(new Random(5));
    for (int i = 0; i < 100; i++) {
      String draft = ContractDraft.of(schemas.next()).text();
      assertThat(validator().validate(new YAMLMapper().readTree(draft))).as(draft).isEmpty();
    }
  }

  // ---- every key

  @Test
  void everyKeyOfTheStandardIsKnownWhereItStands() {
    List<String> unknown = new ArrayList<>();

    compare(standard, OdcsShapes.CONTRACT, "contract", new HashSet<>(), unknown);

    // A property's relationship takes this key in from those of objects, and then forbids it.
    assertThat(unknown).containsExactly("contract.schema[].properties[].relationships[].from");
  }

  @Test
  void everyKeyOfTheStandardIsReadWhereItIsSet() {
    EveryKey every = new EveryKey(standard);
    Set<String> neverSet = every.keys();
    List<String> refused = new ArrayList<>();
    for (EveryKey.Sample sample : every.documents()) {
      neverSet.removeAll(sample.uses());
      for (String type : List.of("table", "topic")) {
        String document = document(sample.value(), type);
        List<Finding> findings = OdcsDocument.parse("sample", document).findings();
        if (breaksTheStandard(findings)) {
          refused.add(document + " " + findings);
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(neverSet).isEmpty();
  }

  /** A sample as a contract of today, with objects of a type. */
  private static String document(JsonNode sample, String type) {
    ObjectNode document = sample.deepCopy();
    document.put("apiVersion", "v3.1.0");
    document.path("schema").forEach(object -> ((ObjectNode) object).put("physicalType", type));
    return document.toString();
  }

  /** Follows the JSON schema and our shapes side by side. */
  private static void compare(
      JsonNode theirs, Shape ours, String at, Set<String> seen, List<String> unknown) {
    if (!seen.add(System.identityHashCode(theirs) + "/" + System.identityHashCode(ours))) {
      return;
    }
    for (JsonNode part : parts(theirs)) {
      for (Map.Entry<String, JsonNode> property : part.path("properties").properties()) {
        List<Shape> shapes = values(ours, property.getKey());
        if (shapes.isEmpty()) {
          unknown.add(at + "." + property.getKey());
        }
        shapes.forEach(
            shape ->
                compare(property.getValue(), shape, at + "." + property.getKey(), seen, unknown));
      }
      if (part.has("items")) {
        for (Shape shape : flat(ours)) {
          if (shape instanceof Shape.Items items) {
            compare(part.get("items"), items.shape().get(), at + "[]", seen, unknown);
          }
        }
      }
    }
  }

  /** A schema and all that it takes in: by reference, in all or one of some, or on a condition. */
  private static List<JsonNode> parts(JsonNode schema) {
    List<JsonNode> parts = new ArrayList<>(List.of(schema));
    if (schema.has("$ref")) {
      parts.addAll(parts(standard.at(schema.get("$ref").textValue().substring(1))));
    }
    for (String word : List.of("allOf", "oneOf", "anyOf")) {
      schema.path(word).forEach(part -> parts.addAll(parts(part)));
    }
    if (schema.has("then")) {
      parts.addAll(parts(schema.get("then")));
    }
    return parts;
  }

  private static List<Shape> flat(Shape shape) {
    return switch (shape) {
      case Shape.Choice choice -> List.copyOf(choice.mappings());
      case Shape.Later later -> flat(later.shape().get());
      case Shape.Either either -> either.shapes().stream().flatMap(s -> flat(s).stream()).toList();
      default -> List.of(shape);
    };
  }

  /** What may stand at a key. */
  private static List<Shape> values(Shape ours, String key) {
    return flat(ours).stream()
        .flatMap(
            shape ->
                shape instanceof Shape.Mapping mapping && mapping.keys().containsKey(key)
                    ? Stream.of(mapping.keys().get(key))
                    : options(shape, key))
        .toList();
  }

  /** The options of a type are checked beside the rules. */
  private static Stream<Shape> options(Shape shape, String key) {
    return shape == Shape.Kind.OBJECT
        ? Stream.of(LogicalType.values())
            .map(type -> RuleShapes.options(type, Edition.V3_1).keys().get(key))
            .filter(Objects::nonNull)
        : Stream.empty();
  }

  // ---- every difference

  @Test
  void changesAreJudgedAsTheStandardJudgesThem() throws IOException {
    assertThat(differences(13)).isEmpty();
  }

  @Test
  @Tag("full")
  void everyChangeIsJudgedAsTheStandardJudgesIt() throws IOException {
    assertThat(differences(1)).isEmpty();
  }

  /**
   * Changes a contract that uses all of the standard in every place, one at a time, or in every
   * n-th. What the standard refuses must be an error here, and what it lets stand must have no
   * error that says it breaks the standard.
   */
  private static List<String> differences(int step) throws IOException {
    JsonNode contract = new YAMLMapper().readTree(EVERYTHING.toFile());
    JsonSchema validator = validator();
    List<Change> changes = changes(contract, "");
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < changes.size(); i += step) {
      JsonNode changed = changes.get(i).of(contract);
      boolean valid = validator.validate(changed).isEmpty();
      List<Finding> errors =
          OdcsDocument.parse("changed", changed.toString()).findings().stream()
              .filter(Finding::isError)
              .toList();
      if (valid ? breaksTheStandard(errors) : errors.isEmpty()) {
        differences.add((valid ? "refused: " : "let pass: ") + changes.get(i) + " " + errors);
      }
    }
    return differences;
  }

  private static boolean breaksTheStandard(List<Finding> findings) {
    return findings.stream()
        .filter(Finding::isError)
        .anyMatch(f -> f.rule().startsWith("odcs.") || f.rule().startsWith("yaml."));
  }

  /** One change at one place: a value or key put in, exchanged or (null) taken out. */
  private record Change(String pointer, @Nullable JsonNode value) {

    JsonNode of(JsonNode contract) {
      JsonNode copy = contract.deepCopy();
      int end = pointer.lastIndexOf('/');
      JsonNode owner = copy.at(pointer.substring(0, end));
      String key = pointer.substring(end + 1);
      if (owner instanceof ObjectNode object) {
        if (value == null) {
          object.remove(key);
        } else {
          object.set(key, value);
        }
      } else if (owner instanceof ArrayNode array && value != null) {
        array.set(Integer.parseInt(key), value);
      }
      return copy;
    }
  }

  private static List<Change> changes(JsonNode value, String at) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    List<Change> changes = new ArrayList<>();
    if (!at.isEmpty()) {
      changes.add(new Change(at, null));
      changes.add(new Change(at, json.numberNode(-7.5)));
      changes.add(new Change(at, json.numberNode(12)));
      changes.add(new Change(at, json.textNode("some text")));
      changes.add(new Change(at, json.booleanNode(true)));
      changes.add(new Change(at, json.nullNode()));
      changes.add(new Change(at, json.arrayNode()));
      changes.add(new Change(at, json.objectNode()));
    }
    if (value.isObject()) {
      changes.add(new Change(at + "/unheardOf", json.numberNode(1)));
      for (String word :
          List.of("name", "properties", "items", "query", "mustBe", "from", "host")) {
        if (!value.has(word)) {
          changes.add(new Change(at + "/" + word, json.textNode("x")));
        }
      }
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      changes.addAll(changes(entry.getValue(), at + "/" + entry.getKey()));
    }
    for (int i = 0; i < (value.isArray() ? value.size() : 0); i++) {
      changes.addAll(changes(value.get(i), at + "/" + i));
    }
    return changes;
  }

  private static JsonSchema validator() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909).getSchema(standard);
  }
}
