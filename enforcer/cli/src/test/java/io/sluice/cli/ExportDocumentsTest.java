package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.console.ExitCode;
import io.sluice.cli.testing.GitFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where documents go, and where the history in them comes from. */
class ExportDocumentsTest {

  private static final Path SHIPPED = Path.of("../../contracts");
  private static final Path ORDERS = SHIPPED.resolve("sales/order-events.odcs.yaml");
  private static final Path ORDERS_SCHEMA = SHIPPED.resolve("../schemas/sales/OrderEvent.avsc");
  private static final Path FLIGHTS = SHIPPED.resolve("aviation/flights.odcs.yaml");

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int export(Object... args) {
    String[] words =
        Stream.concat(Stream.of("export"), Stream.of(args).map(Object::toString))
            .toArray(String[]::new);
    return SluiceCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private Path output() {
    return folder.resolve("products");
  }

  private String page(String name) throws IOException {
    return Files.readString(output().resolve(name));
  }

  /** A version of the orders contract, in folders as they ship. */
  private Path version(String name, UnaryOperator<String> change) throws IOException {
    Path schemas = Files.createDirectories(folder.resolve("schemas/sales"));
    Path contracts = Files.createDirectories(folder.resolve("contracts/sales"));
    if (!Files.exists(schemas.resolve("OrderEvent.avsc"))) {
      Files.copy(ORDERS_SCHEMA, schemas.resolve("OrderEvent.avsc"));
    }
    return Files.writeString(contracts.resolve(name), change.apply(Files.readString(ORDERS)));
  }

  private static String next(String text) {
    return text.replace("version: 1.0.0", "version: 1.1.0")
        .replace("maximum: 1000\n", "maximum: 2000\n");
  }

  @Test
  void aProductIsAFolderAndTheIndexHasThemAll() throws IOException {
    assertThat(export("markdown", ORDERS, FLIGHTS, "--output", output()))
        .as(err.toString())
        .isEqualTo(ExitCode.FINE);

    try (Stream<Path> files = Files.walk(output())) {
      assertThat(files.filter(Files::isRegularFile).map(f -> output().relativize(f).toString()))
          .contains(
              "README.md",
              "aviation.flights.v1/spec.md",
              "sales.order-events.v1/spec.md",
              "sales.order-events.v1/api-contracts.md",
              "sales.order-events.v1/architecture.md",
              "sales.order-events.v1/changelog.md",
              "sales.order-events.v1/api-contracts/sales.order-events.odcs.yaml",
              "sales.order-events.v1/api-contracts/OrderEvent.avsc",
              "sales.order-events.v1/api-contracts/asyncapi.yaml");
    }
    assertThat(page("README.md"))
        .contains("## aviation", "## sales", "(sales.order-events.v1/spec.md)");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void pagesNeedAFolder() throws IOException {
    assertThat(export("markdown", ORDERS)).isEqualTo(ExitCode.BAD_INPUT);
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(export("markdown", ORDERS, "--output", file)).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err.toString()).contains("name a folder, such as --output products");
  }

  @Test
  void olderVersionsThatAreNamedAreHistory() throws IOException {
    Path old = version("old.odcs.yaml", text -> text);
    Path next = version("next.odcs.yaml", ExportDocumentsTest::next);

    assertThat(export("markdown", next, old, "--output", output())).isEqualTo(ExitCode.FINE);

    assertThat(page("sales.order-events.v1/spec.md")).contains("version 1.1.0");
    assertThat(page("sales.order-events.v1/changelog.md"))
        .containsSubsequence("## 1.1.0", "must be at most 2000", "## 1.0.0", "The first version");
  }

  @Test
  void aVersionThatIsNamedTwiceIsRefused() throws IOException {
    Path copy = version("copy.odcs.yaml", text -> text);

    assertThat(export("markdown", ORDERS, copy, "--output", output()))
        .isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err.toString()).contains("contract sales.order-events:1.0.0 is named 2 times");
  }

  @Test
  void majorsHaveFoldersOfTheirOwnAndTheNewOneSaysWhatItChanged() throws IOException {
    Path old = version("old.odcs.yaml", text -> text);
    Path next =
        version(
            "next.odcs.yaml",
            text ->
                text.replace("version: 1.0.0", "version: 2.0.0")
                    .replace("order-events.v1", "order-events.v2"));

    assertThat(export("markdown", old, next, "--output", output())).isEqualTo(ExitCode.FINE);

    assertThat(page("README.md"))
        .contains("(sales.order-events.v1/spec.md)", "(sales.order-events.v2/spec.md)");
    assertThat(page("sales.order-events.v1/changelog.md")).doesNotContain("2.0.0");
    assertThat(page("sales.order-events.v2/changelog.md"))
        .containsSubsequence(
            "## 2.0.0", "on a topic of its own: `sales.order-events.v2`", "## 1.0.0");
  }

  @Test
  void commitsAreHistoryWhereThatIsAskedFor() throws IOException, InterruptedException {
    Path contract = version("order-events.odcs.yaml", text -> text);
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    version("order-events.odcs.yaml", text -> text.replace("Id of the order.", "An order's id."));
    git("commit", "-q", "-a", "-m", "the same version, in other words");
    version("order-events.odcs.yaml", ExportDocumentsTest::next);

    assertThat(export("markdown", contract, "--history", "git", "--output", output()))
        .as(err.toString())
        .isEqualTo(ExitCode.FINE);

    assertThat(page("sales.order-events.v1/changelog.md"))
        .containsSubsequence(
            "## 1.1.0", "and was as \"An order's id.\"", "## 1.0.0", "The first version");
  }

  private void git(String... args) throws IOException, InterruptedException {
    new GitFolder(folder).git(args);
  }

  @Test
  void historyIsOfGitOrOfTheRegistry() {
    assertThat(export("markdown", ORDERS, "--history", "rumour", "--output", output()))
        .isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err.toString()).contains("--history takes git or registry");
  }

  @Test
  void aSchemaIsTheOneThatIsRegistered() throws IOException {
    assertThat(export("avro", ORDERS)).isEqualTo(ExitCode.FINE);

    assertThat(out.toString()).isEqualTo(Files.readString(ORDERS_SCHEMA));
  }

  @Test
  void aSchemaHasTheContractsMarksWhereTheyAreAskedFor() {
    assertThat(export("avro", "--marks", ORDERS)).isEqualTo(ExitCode.FINE);

    assertThat(out.toString())
        .contains("\"sluice.classification\" : \"pii\"", "\"sluice.masking\" : \"hash\"");
  }

  @Test
  void severalSchemasAreNotPutIntoOneFile() {
    assertThat(export("avro", SHIPPED, "--output", folder.resolve("all.avsc")))
        .isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err.toString()).contains("Avro takes one schema a file", "--output schemas/");
  }

  @ParameterizedTest
  @CsvSource({
    "avro, aviation.flights.v1.avsc, sales.order-events.v1.avsc",
    "asyncapi, aviation.flights.v1.asyncapi.yaml, sales.order-events.v1.asyncapi.yaml",
    "odps, aviation.flights.odps.yaml, sales.order-events.odps.yaml",
  })
  void aFolderGetsAFileOfEach(String format, String flights, String orders) throws IOException {
    assertThat(export(format, ORDERS, FLIGHTS, "--output", output() + "/"))
        .isEqualTo(ExitCode.FINE);

    try (Stream<Path> files = Files.list(output())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(flights, orders);
    }
  }

  @Test
  void whatTheStandardForProductsCantSayIsSaid() throws IOException {
    Path contract =
        version(
            "order-events.odcs.yaml",
            text -> text.replace("    url: https://chat.example.com/orders-data\n", ""));

    assertThat(export("odps", contract)).isEqualTo(ExitCode.FINE);

    assertThat(err.toString()).contains("note: sales.order-events:1: support channel #orders-data");
    assertThat(out.toString()).startsWith("apiVersion: v1.0.0\nkind: DataProduct\n");
  }

  @Test
  void nothingIsWrittenWhereAContractHasAnError() throws IOException {
    Path broken = version("broken.odcs.yaml", text -> text.replace("unit: m\n", "unit: moons\n"));

    assertThat(export("markdown", broken, "--output", output())).isEqualTo(ExitCode.FINDINGS);

    assertThat(err.toString()).contains("moons", "sluice: nothing was exported");
    assertThat(output()).doesNotExist();
  }
}
