package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.console.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Where exports go, and what is said beside them; the package below tests what they hold. */
class ExportTest {

  private static final Path SHIPPED = Path.of("../../contracts");
  private static final Path ORDERS = SHIPPED.resolve("sales/order-events.odcs.yaml");
  private static final Path SALES = SHIPPED.resolve("sales/sales-transactions.odcs.yaml");
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

  @Test
  void rulesOfSeveralContractsAreOneDocumentInOrderOfTheirIds() {
    assertThat(export("prometheus", ORDERS, FLIGHTS)).isEqualTo(ExitCode.FINE);

    Object document = new Load(LoadSettings.builder().build()).loadFromString(out.toString());
    assertThat(((Map<?, ?>) document).get("groups"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .extracting(group -> String.valueOf(((Map<?, ?>) group).get("name")))
        .containsExactly("sluice.aviation.flights.v1", "sluice.sales.order-events.v1");
  }

  @Test
  void objectivesOfSeveralContractsShareOneDataSource() {
    assertThat(export("openslo", SHIPPED, "--prometheus", "http://p:1")).isEqualTo(ExitCode.FINE);

    assertThat(out.toString()).containsOnlyOnce("kind: DataSource").contains("url: http://p:1");
  }

  @Test
  void dashboardsArePrintedOneAfterTheOther() throws IOException {
    assertThat(export("grafana", ORDERS, FLIGHTS)).isEqualTo(ExitCode.FINE);

    List<JsonNode> dashboards =
        new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(out.toString()).readAll();
    assertThat(dashboards)
        .extracting(dashboard -> dashboard.path("uid").asText())
        .containsExactly("sluice-aviation-flights-v1", "sluice-sales-order-events-v1");
  }

  @Test
  void accessIsAScriptOfKafkasOwnTool() {
    assertThat(export("acls", SALES)).isEqualTo(ExitCode.FINE);

    assertThat(out.toString())
        .contains(
            "acl --allow-principal 'User:sluice' --operation Describe --operation DescribeConfigs"
                + " --operation Read --topic 'raw.sales.sales-transactions.v1'\n",
            "acl --allow-principal 'User:sluice' --operation Write"
                + " --transactional-id 'sluice.sales.sales-transactions.v1'"
                + " --resource-pattern-type prefixed\n",
            "acl --allow-principal 'User:sluice' --operation DescribeConfigs --cluster\n",
            "acl --allow-principal 'User:sales-transactions-read' --operation Read"
                + " --topic 'sales.sales-transactions.v1'\n",
            "acl --allow-principal 'User:sales-transactions-read' --operation Read"
                + " --topic 'sli.sales.sales-transactions.v1'\n",
            "acl --allow-principal 'User:sales-transactions-read' --operation Read"
                + " --group 'sales-transactions-read.' --resource-pattern-type prefixed\n")
        .doesNotContain(
            "'User:sales-transactions-read' --operation Read --topic 'dlq", "--operation Create");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void accessForProgramsIsALineForEachPermission() throws IOException {
    assertThat(
            export(
                "acls",
                "--json",
                "--create-topics",
                "--principal",
                "Group:{role}",
                "--service",
                "User:enforcer",
                SALES))
        .isEqualTo(ExitCode.FINE);

    List<JsonNode> acls =
        new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(out.toString()).readAll();
    assertThat(acls)
        .doesNotHaveDuplicates()
        .anyMatch(
            acl ->
                acl.toString()
                    .equals(
                        "{\"principal\":\"User:enforcer\",\"host\":\"*\",\"permission\":\"ALLOW\","
                            + "\"operation\":\"CREATE\",\"resource\":\"TOPIC\","
                            + "\"pattern\":\"LITERAL\",\"name\":\"sluice.deltas\"}"))
        .anyMatch(acl -> acl.path("principal").asText().equals("Group:sales-transactions-read"));
  }

  @Test
  void aRoleWhoseAccessIsNoneThatTopicsHaveIsNamed() throws IOException {
    Path contract = folder.resolve("sales-transactions.odcs.yaml");
    Files.writeString(
        contract,
        Files.readString(SALES)
            .replace("access: read", "access: administrator")
            .replace("../../schemas", SHIPPED.resolve("../schemas").toAbsolutePath().toString()));

    assertThat(export("acls", contract)).as(err.toString()).isEqualTo(ExitCode.FINE);

    assertThat(err.toString())
        .contains("\"administrator\" of role sales-transactions-read", "read, investigate");
    assertThat(out.toString()).doesNotContain("sales-transactions-read");
  }

  @ParameterizedTest
  @CsvSource({
    "prometheus, .rules.yaml",
    "openslo, .openslo.yaml",
    "grafana, .dashboard.json",
    "acls, .acls.sh",
  })
  void aFolderGetsAFileOfEachContract(String format, String suffix) throws IOException {
    Path exported = folder.resolve("exported");

    assertThat(export(format, ORDERS, FLIGHTS, "--output", exported + "/"))
        .isEqualTo(ExitCode.FINE);

    assertThat(names(exported))
        .containsExactly("aviation.flights.v1" + suffix, "sales.order-events.v1" + suffix);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prometheus", "openslo", "grafana"})
  void aFileGetsWhatWouldBePrinted(String format) throws IOException {
    Path file = folder.resolve("below/exported");

    assertThat(export(format, ORDERS, "--output", file)).isEqualTo(ExitCode.FINE);
    assertThat(export(format, ORDERS, "--output", "-")).isEqualTo(ExitCode.FINE);

    assertThat(out.toString()).isEqualTo(Files.readString(file)).isNotBlank();
  }

  @Test
  void whatHasNoAlertIsSaidOnStandardError() throws IOException {
    Path withoutObjective =
        copy(ORDERS, text -> text.replace("      latency: {targetPercent: 99, window: 30d}\n", ""));

    assertThat(export("prometheus", withoutObjective)).isEqualTo(ExitCode.FINE);

    assertThat(err.toString())
        .contains("note: sales.order-events latency: no objective, so no alert on its burn rate");
  }

  @Test
  void aContractThatIsNotEnforcedHasNoAlerts() throws IOException {
    Path draft = copy(ORDERS, text -> text.replace("status: active", "status: draft"));

    assertThat(export("prometheus", draft)).isEqualTo(ExitCode.FINE);

    assertThat(out.toString()).isEqualTo("groups: []\n");
    assertThat(err.toString()).contains("sales.order-events: left out, since it is not enforced");
  }

  @Test
  void nothingIsWrittenWhereAContractHasAnError() throws IOException {
    Path broken = copy(ORDERS, text -> text.replace("unit: m\n", "unit: fortnights\n"));
    Path exported = folder.resolve("exported");

    assertThat(export("prometheus", broken, FLIGHTS, "--output", exported))
        .isEqualTo(ExitCode.FINDINGS);

    assertThat(err.toString()).contains("ERROR", "fortnights", "sluice: nothing was exported");
    assertThat(exported).doesNotExist();
  }

  @Test
  void twoVersionsOfAContractAreRefused() throws IOException {
    Path other = copy(ORDERS, text -> text.replace("version: 1.0.0", "version: 1.1.0"));

    assertThat(export("prometheus", ORDERS, other)).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err.toString()).contains("contract sales.order-events:1 is named 2 times");
  }

  @Test
  void twoMajorsOfAContractAreExportedSideBySide() throws IOException {
    Path next =
        copy(
            ORDERS,
            text ->
                text.replace("version: 1.0.0", "version: 2.0.0")
                    .replace("sales.order-events.v1", "sales.order-events.v2"));

    assertThat(export("prometheus", ORDERS, next)).isEqualTo(ExitCode.FINE);

    assertThat(out.toString())
        .contains(
            "name: sluice.sales.order-events.v1",
            "name: sluice.sales.order-events.v2",
            "sluice_pipeline_state{contract=\"sales.order-events\",major=\"1\"}",
            "sluice_pipeline_state{contract=\"sales.order-events\",major=\"2\"}",
            "bin/sluice sli sales.order-events:2");
  }

  @Test
  void severalDashboardsAreNotPutIntoOneFile() {
    assertThat(export("grafana", SHIPPED, "--output", folder.resolve("dashboard.json")))
        .isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err.toString()).contains("--output dashboards/");
  }

  private Path copy(Path contract, UnaryOperator<String> change) throws IOException {
    Path schemas = Files.createDirectories(folder.resolve("schemas/sales"));
    Path contracts = Files.createDirectories(folder.resolve("contracts/sales"));
    Files.copy(
        SHIPPED.resolve("../schemas/sales/OrderEvent.avsc"), schemas.resolve("OrderEvent.avsc"));
    return Files.writeString(
        contracts.resolve("copy.odcs.yaml"), change.apply(Files.readString(contract)));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
