package io.sluice.engine.odcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
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

  @BeforeAll
  static void needsTheStandard() {
    assumeTrue(Files.exists(SCHEMA), "skipped: the standard's JSON schema is not at " + SCHEMA);
  }

  static Stream<Path> contracts() throws IOException {
    return Repository.contracts().stream();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void shippedContractsAreValidByTheStandard(Path contract) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909)
            .getSchema(Files.readString(SCHEMA));

    JsonNode document = new YAMLMapper().readTree(Files.readString(contract));

    assertThat(schema.validate(document)).isEmpty();
  }

  @Test
  void everyKeyOfTheStandardIsKnown() throws IOException {
    Set<String> ours = new TreeSet<>();
    collect(OdcsShapes.CONTRACT, ours, new java.util.HashSet<>());
    for (LogicalType type : LogicalType.values()) {
      ours.addAll(OdcsShapes.options(type).keys().keySet());
    }
    Set<String> theirs = new TreeSet<>();
    collect(new ObjectMapper().readTree(SCHEMA.toFile()), theirs);
    // Arguments of quality rules and items of free lists are no keys of the document's own.
    theirs.remove("missingValues");
    theirs.remove("validValues");

    assertThat(ours).containsAll(theirs);
  }

  private static void collect(JsonNode schema, Set<String> keys) {
    JsonNode properties = schema.path("properties");
    if (properties.isObject()) {
      properties.fieldNames().forEachRemaining(keys::add);
    }
    schema.forEach(child -> collect(child, keys));
  }

  private static void collect(Shape shape, Set<String> keys, Set<Integer> seen) {
    if (!seen.add(System.identityHashCode(shape))) {
      return;
    }
    switch (shape) {
      case Shape.Mapping mapping -> {
        keys.addAll(mapping.keys().keySet());
        mapping.keys().values().forEach(s -> collect(s, keys, seen));
      }
      case Shape.Switch choice -> {
        choice.mappings().values().forEach(s -> collect(s, keys, seen));
        collect(choice.otherwise(), keys, seen);
      }
      case Shape.Items items -> collect(items.shape().get(), keys, seen);
      case Shape.Later later -> collect(later.shape().get(), keys, seen);
      case Shape.Either either -> either.shapes().forEach(s -> collect(s, keys, seen));
      case Shape.Scalar scalar -> {}
      case Shape.Word word -> {}
    }
  }
}
