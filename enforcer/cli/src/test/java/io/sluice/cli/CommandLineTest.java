package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.console.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands print, and their exit codes; those that need no infrastructure. */
class CommandLineTest {

  private static final Path ROOT = Path.of("../..");
  private static final String EARTHQUAKES = "contracts/seismology/earthquakes.odcs.yaml";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int sluice(Object... args) {
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    return SluiceCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private static Path shipped(String file) {
    return ROOT.resolve(file);
  }

  @Test
  void helpNamesEveryCommandAndEveryExitCode() {
    assertThat(sluice("--help")).isEqualTo(ExitCode.FINE);
    assertThat(out.toString())
        .contains(
            "demo",
            "dev",
            "run",
            "init",
            "lint",
            "diff",
            "test",
            "publish",
            "export",
            "dlq",
            "sli",
            "bench",
            "Exit codes:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "dev",
        "run",
        "init",
        "lint",
        "test",
        "publish",
        "export",
        "export prometheus",
        "export openslo",
        "export grafana",
        "dlq",
        "dlq list",
        "dlq show",
        "dlq replay",
        "sli",
        "bench"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(sluice((Object[]) (command + " --help").split(" ", -1))).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).contains("Usage: sluice " + command);
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(sluice("--version")).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).matches("sluice \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "lint",
        "lint --nonsense x",
        "init",
        "init --schema nowhere.avsc",
        "init --from nowhere.avro",
        "init --schema a.avsc --from b.avro",
        "demo --dataset birds",
        "demo --dataset flights --variant nullable",
        "demo --variant nonsense",
        "dev --port 70000",
        "dev --records -1",
        "test nothing.yaml",
        "run --config nowhere.yaml",
        "lint nowhere.odcs.yaml",
        "publish nowhere.odcs.yaml --registry http://localhost/",
        "export",
        "export prometheus",
        "export nonsense x",
        "export prometheus nowhere.odcs.yaml",
        "export grafana nowhere.odcs.yaml --output",
        "dlq",
        "dlq show --kafka localhost:1",
        "dlq list x",
        "dlq list x --kafka nonsense",
        "dlq list x --kafka localhost:1 --kafka-config nowhere.properties",
        "dlq list x --config nowhere.yml",
        "dlq list x --kafka localhost:1 --registry nonsense",
        "dlq list x --kafka localhost:1 --class FATAL",
        "dlq list x --kafka localhost:1 --from yesterday",
        "dlq list x --kafka localhost:1 --from 2026-07-01T02:00:00",
        "dlq list x --kafka localhost:1 --to 5",
        "dlq list x --kafka localhost:1 --key hex:xyz",
        "dlq list x --kafka localhost:1 --partition one",
        "dlq list x --kafka localhost:1 --offset 5..2",
        "dlq list x --kafka localhost:1 --offset ..5..",
        "dlq show x --kafka localhost:1 --limit 0",
        "dlq show x --kafka localhost:1 --limit 1001",
        "bench",
        "bench validate --json"
      })
  void badUsageAndMissingFilesExitWith2AndSaySoOnStandardError(String words) {
    assertThat(sluice((Object[]) words.split(" ", -1))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).isNotBlank();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void shippedContractsLint() {
    assertThat(sluice("lint", shipped("contracts"))).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).contains("0 errors, 0 warnings").doesNotContain("notMeasured");
  }

  @Test
  void everyRuleIsExplainedWhereThatIsAskedFor() throws IOException {
    Path contract =
        broken(
            "name: magnitude\n",
            """
            name: magnitude
                    quality:
                      - {id: plausible, type: custom, engine: cel, implementation: value < 11.0}
                      - {id: text, type: custom, engine: cel, implementation: "string(value) != ''"}
            """);

    assertThat(sluice("lint", "--explain", contract)).isEqualTo(ExitCode.FINE);
    assertThat(out.toString())
        .contains("magnitude.minimum  must be at least")
        .contains("checked on the bytes")
        .contains("plausible  must hold: value < 11.0: compiled to read the bytes")
        .contains("text  must hold: string(value) != '': run by cel-java, since it calls string");

    assertThat(sluice("lint", "--explain", "--json", contract)).isEqualTo(ExitCode.FINE);
    assertThat(out.toString())
        .contains("\"rule\":\"plausible\"", "\"run\":\"compiled\"", "\"run\":\"interpreted\"");
  }

  @Test
  void contractsMountedFromAConfigMapAreReadOnce() throws IOException {
    // As a kubelet lays them out: files and folders are links into the folder that is current.
    for (String name : List.of(EARTHQUAKES, "schemas/seismology/Earthquake.avsc")) {
      Path file = folder.resolve("..2026_11_21").resolve(name);
      Files.createDirectories(file.getParent());
      Files.copy(shipped(name), file);
    }
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_21"));
    Files.createSymbolicLink(folder.resolve("contracts"), Path.of("..data/contracts"));
    Files.createSymbolicLink(folder.resolve("schemas"), Path.of("..data/schemas"));

    assertThat(sluice("lint", folder, "--json")).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).contains("\"contracts\":1");
  }

  @Test
  void everyFindingIsPrintedWithItsPlaceFromContractAndSchemaAlike() throws IOException {
    Path contract =
        broken(
            "physicalType: topic", "physicalTyp: topic", "name: magnitude\n", "name: magnitud\n");

    int code = sluice("lint", contract);

    assertThat(code).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains(
            "ERROR " + contract + ":48:5 unknown key physicalTyp in a schema object; did you mean")
        .contains("^");
  }

  @Test
  void aFieldThatTheSchemaLacksIsAFinding() throws IOException {
    Path contract = broken("name: magnitude\n", "name: magnitud\n");

    assertThat(sluice("lint", "--json", contract)).isEqualTo(ExitCode.FINDINGS);

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("findings").findValuesAsText("rule")).contains("schema.unknownField");
  }

  @Test
  void aMissingSchemaIsAFindingAtTheUrlsPlace() throws IOException {
    Path contract = broken("Earthquake.avsc", "Nowhere.avsc");

    assertThat(sluice("lint", contract)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("there is no Avro schema at ../../schemas/");
  }

  /** The earthquake contract with something replaced, beside its schemas. */
  private Path broken(String... replacements) throws IOException {
    String text = Files.readString(shipped(EARTHQUAKES));
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(text).contains(replacements[i]);
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    Path schemas = Files.createDirectories(folder.resolve("schemas/seismology"));
    Files.copy(shipped("schemas/seismology/Earthquake.avsc"), schemas.resolve("Earthquake.avsc"));
    Path contracts = Files.createDirectories(folder.resolve("contracts/seismology"));
    return Files.writeString(contracts.resolve("earthquakes.odcs.yaml"), text);
  }

  @Test
  void shippedEarthquakesAreJudgedByLine() {
    assertThat(sluice("test", shipped(EARTHQUAKES), shipped("data/earthquakes.ndjson")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("1707 records: 1679 compliant, 28 violating")
        .contains("earthquakes.ndjson:102 type must be one of: earthquake [type.invalidValues]");
  }

  @Test
  void aContractInShadowStillReportsWhatViolatesIt() throws IOException {
    Path contract =
        broken(
            "status: active\n",
            "status: draft\n",
            "customProperties:\n  - property: sluice.rawTopic",
            """
            customProperties:
              - {property: sluice.enforcement, value: shadow}
              - property: sluice.rawTopic""");

    assertThat(sluice("test", contract, shipped("data/earthquakes.ndjson")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("1707 records: 1679 compliant, 28 violating")
        .contains("runs in shadow: all of these pass on the stream");
    assertThat(sluice("lint", contract)).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).contains("the contract runs in shadow: every record passes");
  }

  @Test
  void shippedFlightsAreJudgedAsJson() throws IOException {
    assertThat(
            sluice(
                "test",
                "--format",
                "json",
                shipped("contracts/aviation/flights.odcs.yaml"),
                shipped("data/flights.ndjson")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString().lines()).hasSize(23);
    JsonNode first = new ObjectMapper().readTree(out.toString().lines().findFirst().orElseThrow());
    assertThat(first.path("violations").path(0).path("rule").asText()).isEqualTo("delay.maximum");
  }

  @Test
  void anExportIsJudgedByTheNamesOfItsOwnColumnsFromAFileOrStandardInput() throws IOException {
    Path contract = shipped("contracts/churn/billing.odcs.yaml");
    Path accounts = shipped("data/billing.csv");

    assertThat(sluice("test", contract, accounts)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("billing.csv:4 total_charges must not be null [total_charges.required]")
        .contains("billing.csv:8 ")
        .contains("10 records: 8 compliant, 2 violating");

    InputStream before = System.in;
    try (InputStream in = Files.newInputStream(accounts)) {
      System.setIn(in);
      assertThat(sluice("test", contract, "-", "--input-format", "csv", "--json"))
          .isEqualTo(ExitCode.FINDINGS);
    } finally {
      System.setIn(before);
    }
    assertThat(out.toString()).contains("{\"line\":4,\"violations\":", "{\"line\":8,");
  }

  @Test
  void whereNoNameTellsTheFormatOfRecordsItHasToBeSaid() throws IOException {
    Path contract = shipped("contracts/churn/billing.odcs.yaml");
    Path records = Files.copy(shipped("data/billing.csv"), folder.resolve("export"));

    assertThat(sluice("test", contract, "-")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("say --input-format");
    assertThat(sluice("test", contract, records)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains(".ndjson, .jsonl, .json, .csv, .avro, with or without .gz");
    assertThat(sluice("test", contract, records, "--input-format", "csv"))
        .isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void recordsThatKeepTheContractExitWith0() throws IOException {
    Path records =
        Files.writeString(
            folder.resolve("flights.ndjson"),
            """
            {"date":"2001-01-01T00:47:00Z","delay":240,"distance":1,"origin":"DTW","destination":"LAS"}
            """);

    assertThat(sluice("test", shipped("contracts/aviation/flights.odcs.yaml"), records))
        .isEqualTo(ExitCode.FINE);
  }

  @Test
  void recordsCanNotBeJudgedByABrokenContract() throws IOException {
    Path contract = broken("name: magnitude\n", "name: magnitud\n");

    assertThat(sluice("test", contract, shipped("data/earthquakes.ndjson")))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("has no field magnitud");
  }

  @Test
  void aRegistryThatIsNotThereExitsWith3() {
    assertThat(
            sluice(
                "publish",
                shipped(EARTHQUAKES),
                "--registry",
                "http://127.0.0.1:1/apis/registry/v3"))
        .isEqualTo(ExitCode.INFRASTRUCTURE);
    assertThat(err.toString()).contains("the registry at 127.0.0.1:1");
  }

  @Test
  void aBrokerThatIsNotThereExitsWith3() {
    assertThat(sluice("dlq", "list", "x", "--kafka", "127.0.0.1:1"))
        .isEqualTo(ExitCode.INFRASTRUCTURE);
    assertThat(err.toString()).contains("Kafka at 127.0.0.1:1 does not answer");
    assertThat(sluice("dlq", "list", "x", "--kafka", "nowhere.invalid:9092"))
        .isEqualTo(ExitCode.INFRASTRUCTURE);
    assertThat(err.toString()).contains("no host of nowhere.invalid:9092 has an address");
  }

  @Test
  void aSecretAmongKafkasPropertiesIsInNoErrorNorInWhereItCameFrom() throws IOException {
    Path properties =
        Files.writeString(
            folder.resolve("client.properties"),
            """
            security.protocol=SASL_PLAINTEXT
            sasl.mechanism=PLAIN
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule hunter2
            """);

    assertThat(
            sluice(
                "dlq",
                "list",
                "x",
                "--stacktrace",
                "--kafka",
                "127.0.0.1:1",
                "--kafka-config",
                properties))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains("can't start with its properties")
        .doesNotContain("hunter2");
  }
}
