package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.testing.GitFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code diff} prints and exits with, over files, folders and a git repository. */
class DiffTest {

  private static final Path ROOT = Path.of("../..");
  private static final String ORDERS = "contracts/sales/order-events.odcs.yaml";
  private static final String SCHEMA = "schemas/sales/OrderEvent.avsc";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path contract = Path.of("");

  @BeforeEach
  void copyOfTheOrdersContract() throws IOException {
    contract = copy(ORDERS);
    copy(SCHEMA);
  }

  private Path copy(String file) throws IOException {
    Path copy = folder.resolve(file);
    Files.createDirectories(copy.getParent());
    return Files.copy(ROOT.resolve(file), copy);
  }

  private int diff(Object... args) {
    List<String> words = new ArrayList<>(List.of("diff"));
    for (Object arg : args) {
      words.add(arg.toString());
    }
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return SluiceCommand.execute(
        new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private void renameOrderValue() throws IOException {
    edit(contract, "order_value", "order_total_usd");
    edit(folder.resolve(SCHEMA), "order_value", "order_total_usd");
  }

  private void git(String... args) throws IOException, InterruptedException {
    new GitFolder(folder).git(args);
  }

  @Test
  void aRenamedFieldIsBreakingAndNamedAsARename() throws IOException {
    renameOrderValue();

    assertThat(diff(ROOT.resolve(ORDERS), contract)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("BREAKING " + contract, "order_value is gone and order_total_usd is new")
        .contains("[field.renamed]", "consumers: breaking, producers: breaking")
        .contains("[version.majorNotRaised]");
  }

  @Test
  void nothingChangedIsFine() {
    assertThat(diff(ROOT.resolve(ORDERS), contract)).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).isEqualTo("no changes\n");
  }

  @Test
  void whatFailsIsUpToTheCaller() throws IOException {
    edit(contract, "description: Id of the order.", "description: Id of the purchase.");
    edit(contract, "version: 1.0.0", "version: 1.1.0");

    assertThat(diff(ROOT.resolve(ORDERS), contract)).isEqualTo(ExitCode.FINE);
    assertThat(diff("--fail-on", "warning", ROOT.resolve(ORDERS), contract))
        .isEqualTo(ExitCode.FINDINGS);
    renameOrderValue();
    assertThat(diff("--fail-on", "never", ROOT.resolve(ORDERS), contract)).isEqualTo(ExitCode.FINE);
  }

  @Test
  void jsonNamesBothPlacesAndWhomItBreaks() throws IOException {
    edit(contract, "maximum: 100000", "maximum: 200000");

    assertThat(diff("--json", ROOT.resolve(ORDERS), contract)).isEqualTo(ExitCode.FINDINGS);
    JsonNode change = json().path("changes").path(1);
    assertThat(change.path("change").asText()).isEqualTo("constraint.widened");
    assertThat(change.path("severity").asText()).isEqualTo("breaking");
    assertThat(change.path("contract").asText()).isEqualTo("sales.order-events");
    assertThat(change.path("path").asText()).isEqualTo("order_value.maximum");
    assertThat(change.path("consumer").asText()).isEqualTo("breaking");
    assertThat(change.path("producer").asText()).isEqualTo("info");
    assertThat(change.path("before").path("file").asText())
        .isEqualTo(ROOT.resolve(ORDERS).toString());
    assertThat(change.path("after").path("file").asText()).isEqualTo(contract.toString());
    assertThat(change.path("after").path("line").asInt()).isEqualTo(103);
    assertThat(json().path("contracts").asInt()).isEqualTo(1);
  }

  @Test
  void theOrganisationsOwnWordsSayWhatIsLowered() throws Exception {
    Files.writeString(
        folder.resolve("contracts/classifications.yaml"),
        "order: [green, red, pii]\npersonal: [pii]\n");
    String description = "description: Where the order was placed.\n        ";
    edit(contract, description, description + "classification: red\n        ");
    Path after = Files.copy(contract, contract.resolveSibling("after.odcs.yaml"));
    edit(after, "classification: red", "classification: green");

    assertThat(diff(contract, after)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("channel is classified as \"green\"", "[classification.lowered]");

    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "as it was");
    edit(contract, "classification: red", "classification: green");
    assertThat(diff("--against", "git:HEAD", contract)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("[classification.lowered]");
  }

  @Test
  void aChangeOfTheSchemaIsFoundInTheFileOfTheSchema() throws Exception {
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "as it was");
    edit(folder.resolve(SCHEMA), "\"STORE\"", "\"STORE\", \"PHONE\"");

    assertThat(diff("--format", "github", "--against", "git:HEAD", contract))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("::error file=" + folder.resolve(SCHEMA) + ",line=10,col=")
        .contains("enum.symbolAdded");
    diff("--against", "git:HEAD", contract);
    assertThat(out.toString())
        .contains("{\"name\": \"channel\"", "was HEAD:schemas/sales/OrderEvent.avsc:10:14");
  }

  @Test
  void foldersAreComparedByIds() throws IOException {
    Files.move(contract, contract.resolveSibling("orders.odcs.yaml"));
    edit(contract.resolveSibling("orders.odcs.yaml"), "value: 5", "value: 15");
    copy("contracts/seismology/earthquakes.odcs.yaml");
    copy("schemas/seismology/Earthquake.avsc");

    assertThat(diff("--json", ROOT.resolve("contracts/sales"), folder.resolve("contracts")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(json().path("changes").findValuesAsText("change"))
        .contains("sla.loosened", "contract.added", "contract.removed");
  }

  @Test
  void aChangeThatIsAgreedToPassesUntilItsLastDay() throws IOException {
    edit(contract, "value: 5", "value: 15");
    Path ignore = folder.resolve("ignore.yaml");
    String entries =
        """
        ignore:
          - {change: sla.loosened, path: freshness, reason: agreed by all readers, until: %1$s}
          - {change: version.majorNotRaised, path: version, reason: likewise, until: %1$s}
        """;
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Files.writeString(ignore, entries.formatted(today.plusDays(2)));

    assertThat(diff("--ignore", ignore, ROOT.resolve(ORDERS), contract)).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).isEqualTo("no changes, 2 agreed to\n");

    Files.writeString(ignore, entries.formatted(today.minusDays(2)));
    assertThat(diff("--ignore", ignore, ROOT.resolve(ORDERS), contract))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("[ignore.expired]", "[sla.loosened]");
  }

  @Test
  void anIgnoreFileThatMakesNoSenseIsBadInput() throws IOException {
    Path ignore = Files.writeString(folder.resolve("ignore.yaml"), "ignore: [{change: x}]\n");

    assertThat(diff("--ignore", ignore, contract, contract)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("[ignore.invalid]", "there is no change x");
    assertThat(diff("--ignore", folder.resolve("none"), contract, contract))
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void aRevisionOfGitIsComparedWithWhatIsThereNow() throws Exception {
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "as it was");
    renameOrderValue();

    assertThat(diff("--against", "git:HEAD", contract)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("[field.renamed]", "was HEAD:contracts/sales/order-events.odcs.yaml:97:15");
    assertThat(diff("--against", "git:HEAD", folder)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("[field.renamed]");

    git("commit", "--quiet", "-a", "-m", "as it is");
    assertThat(diff("--against", "git:HEAD", folder)).isEqualTo(ExitCode.FINE);
  }

  @Test
  void aNewMajorVersionBesideTheOldOnePassesAndOneInItsPlaceDoesNot() throws Exception {
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "as it was");
    Path second = contract.resolveSibling("order-events.v2.odcs.yaml");
    Files.copy(contract, second);
    Files.copy(folder.resolve(SCHEMA), folder.resolve("schemas/sales/OrderEventV2.avsc"));
    edit(folder.resolve("schemas/sales/OrderEventV2.avsc"), "order_value", "order_total_usd");
    edit(second, "order_value", "order_total_usd");
    edit(second, "OrderEvent.avsc", "OrderEventV2.avsc");
    edit(second, "version: 1.0.0", "version: 2.0.0");
    edit(second, "sales.order-events.v1", "sales.order-events.v2");

    assertThat(diff("--against", "git:HEAD", folder.resolve("contracts"))).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).contains("WARNING", "[field.renamed]");
    assertThat(diff(contract, second)).isEqualTo(ExitCode.FINE);

    Files.delete(contract);
    assertThat(diff("--against", "git:HEAD", folder.resolve("contracts")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("[contract.removed]", "2.0.0 stands in its place");
  }

  @Test
  void aContractThatGitDoesNotKnowIsNew() throws Exception {
    git("init", "--quiet");
    git("commit", "--quiet", "--allow-empty", "-m", "nothing yet");

    assertThat(diff("--json", "--against", "git:HEAD", contract)).isEqualTo(ExitCode.FINE);
    assertThat(json().path("changes").findValuesAsText("change")).containsExactly("contract.added");
  }

  @Test
  void aContractThatWasDeletedSinceIsGone() throws Exception {
    copy("contracts/seismology/earthquakes.odcs.yaml");
    copy("schemas/seismology/Earthquake.avsc");
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "as it was");
    Files.delete(contract);

    assertThat(diff("--json", "--against", "git:HEAD", folder.resolve("contracts")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(json().path("changes").findValuesAsText("change"))
        .containsExactly("contract.removed");
  }

  @Test
  void whatGitCanNotTellIsBadInputAndSaysWhatToDo() throws Exception {
    assertThat(diff("--against", "git:HEAD", contract)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("is in no git repository");

    git("init", "--quiet");
    assertThat(diff("--against", "git:nowhere", contract)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("git knows no revision nowhere", "git fetch");
  }

  @Test
  void badUsageIsSaid() {
    assertThat(diff(contract)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(diff("--against", "svn:12", contract)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(diff(contract, folder)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(diff("--against", "registry", contract)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("no registry named");
  }

  @Test
  void aContractThatCanNotBeReadIsNotTakenForUnchanged() throws IOException {
    Files.writeString(folder.resolve(SCHEMA), "no schema");

    assertThat(diff(ROOT.resolve(ORDERS), contract)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("[schema.invalid]", "nobody can say what changed");
  }
}
