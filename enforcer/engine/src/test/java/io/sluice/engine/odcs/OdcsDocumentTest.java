package io.sluice.engine.odcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.contract.Status;
import io.sluice.engine.finding.FindingRenderer;
import io.sluice.engine.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reading contracts. Each folder under {@code odcs/} holds a contract and all that is printed of
 * it: a case is added without touching this class.
 */
class OdcsDocumentTest {

  private static final String FILE = "contract.odcs.yaml";
  private static final Path CASES = Path.of("src/test/resources/odcs");

  private static final List<String> DAMAGE =
      List.of(
          "[",
          "]",
          "{",
          "}",
          ":",
          " ",
          "\n",
          "\n- ",
          "\n  ",
          "&a ",
          "*a",
          "<<: ",
          "!!int ",
          "! ",
          "|",
          ">-",
          "'",
          "\"",
          "%",
          "@",
          "`",
          "#",
          "? ",
          "---\n",
          "...\n",
          "\t",
          "\0",
          "\uFEFF",
          "\uD800",
          "\uD83D\uDE00",
          "null",
          "~",
          "0x",
          ".nan",
          "1e999999999",
          "\\x");

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyFindingOfAContractIsPrintedWithItsPlace(Path folder) throws IOException {
    String text = Files.readString(folder.resolve(FILE));

    String printed =
        new FindingRenderer(Map.of(FILE, text)).render(OdcsDocument.parse(FILE, text).findings());

    Path expected = folder.resolve("expected.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, printed);
    }
    assertThat(printed).isEqualTo(Files.readString(expected));
  }

  static Stream<Path> shipped() throws IOException {
    return Repository.contracts().stream();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shippedContractsHaveNeitherErrorsNorWarnings(Path file) throws IOException {
    OdcsDocument document = OdcsDocument.parse(file.toString(), Files.readString(file));

    assertThat(document.contract()).isPresent();
    assertThat(document.findings()).isEmpty();
  }

  static Stream<Path> allContracts() throws IOException {
    return Stream.concat(
        shipped(), Stream.of(Path.of("src/test/resources/standard/everything.odcs.yaml")));
  }

  @ParameterizedTest
  @MethodSource("allContracts")
  void damagedContractsAreReadWithoutAnException(Path file) throws IOException {
    String text = Files.readString(file);
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      String damaged = damaged(text, random);

      OdcsDocument document = OdcsDocument.parse("damaged", damaged);

      // Whatever is left must print as well, at places that are there.
      new FindingRenderer(Map.of("damaged", damaged)).render(document.findings());
    }
  }

  private static String damaged(String text, Random random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + random.nextInt(40));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + random(DAMAGE, random) + text.substring(at);
      case 2 -> text.substring(0, at) + text.substring(end);
      default -> text.substring(0, at) + random(DAMAGE, random) + text.substring(end);
    };
  }

  private static String random(List<String> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x"})
  void charactersOfTwoUnitsMayStandAnywhere(String before) {
    String purpose = before + "🌍".repeat(5_000);

    OdcsDocument read =
        OdcsDocument.parse(
            FILE,
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: test.worlds
            version: 1.0.0
            status: active
            description: {purpose: %s}
            """
                .formatted(purpose));

    assertThat(read.contract())
        .hasValueSatisfying(contract -> assertThat(contract.purpose()).isEqualTo(purpose));
  }

  @Test
  void documentOfBracketsAloneIsReadWithoutAnException() {
    for (String bracket : List.of("[", "{a: ", "- ", "? ")) {
      assertThat(OdcsDocument.parse("deep", bracket.repeat(100_000)).hasErrors()).isTrue();
    }
  }

  @Test
  void theEarthquakeContractReadsAsItIsWritten() throws IOException {
    // Given
    Path file = Repository.root().resolve("contracts/seismology/earthquakes.odcs.yaml");

    // When
    Contract contract =
        OdcsDocument.parse("earthquakes", Files.readString(file)).contract().orElseThrow();

    // Then
    assertThat(contract.coordinates()).isEqualTo("seismology.earthquakes:1.0.0");
    assertThat(contract.status()).isEqualTo(Status.ACTIVE);
    assertThat(contract.team()).extracting("name").isEqualTo("Seismology data");
    assertThat(contract.support()).extracting("channel").containsExactly("#seismology-data");
    assertThat(contract.servers()).extracting("type").containsExactly("kafka");
    assertThat(contract.slaProperties()).extracting("id").containsExactly("freshness", "latency");
    List<Property> properties = contract.topicObject().orElseThrow().properties();
    assertThat(properties).hasSize(21);
    Property magnitude =
        properties.stream().filter(p -> p.name().equals("magnitude")).findFirst().orElseThrow();
    assertThat(magnitude.logicalType()).isEqualTo(LogicalType.NUMBER);
    assertThat(magnitude.rules())
        .extracting(Rule::id, Rule::constraint)
        .containsExactly(
            tuple("magnitude.required", new Constraint.Required()),
            tuple("magnitude.minimum", new Constraint.Minimum("-1", false)),
            tuple("magnitude.maximum", new Constraint.Maximum("10", false)));
    Property type =
        properties.stream().filter(p -> p.name().equals("type")).findFirst().orElseThrow();
    assertThat(type.rules())
        .extracting(Rule::id)
        .containsExactly("type.required", "type.invalidValues");
    assertThat(type.rules().getLast().severity()).isEqualTo(RuleSeverity.ERROR);
  }

  @Test
  void rulesOfArrayItemsAreNamedWithoutIndexes() throws IOException {
    Path file = Repository.root().resolve("contracts/sales/order-events.odcs.yaml");

    Contract contract =
        OdcsDocument.parse("orders", Files.readString(file)).contract().orElseThrow();

    Property lines =
        contract.topicObject().orElseThrow().properties().stream()
            .filter(p -> p.name().equals("lines"))
            .findFirst()
            .orElseThrow();
    Property items = Objects.requireNonNull(lines.items());
    assertThat(items.properties().get(1).rules())
        .extracting(Rule::id)
        .containsExactly(
            "lines.quantity.required", "lines.quantity.minimum", "lines.quantity.maximum");
  }
}
