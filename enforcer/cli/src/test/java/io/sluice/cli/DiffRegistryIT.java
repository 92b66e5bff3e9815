package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.console.ExitCode;
import io.sluice.sandbox.SharedSandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diff} and {@code export} against what was published to a real registry. */
class DiffRegistryIT {

  private static final Path ROOT = Path.of("../..");
  private static final String ORDERS = "contracts/sales/order-events.odcs.yaml";
  private static final String SCHEMA = "schemas/sales/OrderEvent.avsc";

  private final String id = SharedSandbox.uniqueName("diff.orders");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path contract = Path.of("");

  @BeforeEach
  void aContractOfItsOwn() throws IOException {
    contract = folder.resolve(ORDERS);
    Files.createDirectories(contract.getParent());
    Files.createDirectories(folder.resolve(SCHEMA).getParent());
    Files.copy(ROOT.resolve(SCHEMA), folder.resolve(SCHEMA));
    Files.writeString(
        contract, Files.readString(ROOT.resolve(ORDERS)).replace("sales.order-events", id));
  }

  private int sluice(String... args) {
    out.getBuffer().setLength(0);
    return SluiceCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private int diff() {
    return sluice(
        "diff",
        "--against",
        "registry",
        "--registry",
        SharedSandbox.get().registryUrl(),
        contract.toString());
  }

  private void publish() {
    assertThat(
            sluice("publish", "--registry", SharedSandbox.get().registryUrl(), contract.toString()))
        .as(err.toString())
        .isEqualTo(ExitCode.FINE);
  }

  private void edit(String from, String to) throws IOException {
    String text = Files.readString(contract);
    assertThat(text).contains(from);
    Files.writeString(contract, text.replace(from, to));
  }

  @Test
  void whatIsNotRegisteredIsNew() {
    assertThat(diff()).as(err.toString()).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).contains("[contract.added]");
  }

  @Test
  void whatIsRegisteredIsComparedAndNamedByItsCoordinates() throws IOException {
    publish();
    assertThat(diff()).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).isEqualTo("no changes\n");

    edit("version: 1.0.0", "version: 1.1.0");
    edit("maximum: 100000", "maximum: 200000");
    assertThat(diff()).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("[constraint.widened]", "was registry:sluice/" + id + "/1.0.0:103:11");
  }

  @Test
  void anOlderMajorVersionIsHeldAgainstItsOwnNewestVersion() throws IOException {
    publish();
    String first = Files.readString(contract);
    edit("version: 1.0.0", "version: 2.0.0");
    edit(id + ".v1", id + ".v2");
    publish();
    Files.writeString(contract, first);

    assertThat(diff()).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).isEqualTo("no changes\n");
  }

  @Test
  void whatWasPublishedIsTheHistoryThatDocumentsTell() throws IOException {
    publish();
    edit("version: 1.0.0", "version: 1.1.0");
    edit("maximum: 1000\n", "maximum: 500\n");

    int exitCode =
        sluice(
            "export",
            "markdown",
            "--history",
            "registry",
            "--registry",
            SharedSandbox.get().registryUrl(),
            "--output",
            folder.resolve("products").toString(),
            contract.toString());

    assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.FINE);
    assertThat(Files.readString(folder.resolve("products/" + id + ".v1/changelog.md")))
        .containsSubsequence("## 1.1.0", "constraint.narrowed", "## 1.0.0", "The first version");
  }
}
