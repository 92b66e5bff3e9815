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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands print where a build reads them: the same formats for all. */
class BuildFormatsTest {

  private static final Path EARTHQUAKES =
      Path.of("../../contracts/seismology/earthquakes.odcs.yaml");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int sluice(Object... args) {
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    out.getBuffer().setLength(0);
    return SluiceCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private Path broken() throws IOException {
    return Files.writeString(
        folder.resolve("broken.odcs.yaml"),
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: broken
        version: 1.0.0
        status: active
        colour: blue
        """);
  }

  private Path records() throws IOException {
    return Files.writeString(folder.resolve("records.ndjson"), "{}\n{}\n");
  }

  @Test
  void findingsOfLintAreAnnotations() throws IOException {
    Path broken = broken();

    assertThat(sluice("lint", "--format", "github", broken)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("::error file=" + broken + ",line=6,col=");
  }

  @Test
  void findingsOfLintAreResultsOfStaticAnalysis() throws IOException {
    Path broken = broken();

    assertThat(sluice("lint", "--format", "sarif", broken)).isEqualTo(ExitCode.FINDINGS);
    JsonNode run = new ObjectMapper().readTree(out.toString()).at("/runs/0");
    assertThat(run.at("/tool/driver/name").asText()).isEqualTo("sluice lint");
    assertThat(run.at("/results/1/locations/0/physicalLocation/region/startLine").asInt())
        .isEqualTo(6);
  }

  @Test
  void aContractWithoutFindingsIsACaseThatPasses() {
    assertThat(sluice("lint", "--format", "junit", EARTHQUAKES)).isEqualTo(ExitCode.FINE);
    assertThat(out.toString())
        .contains("<testsuite name=\"" + EARTHQUAKES + "\"", "failures=\"0\"")
        .doesNotContain("<failure");
  }

  @Test
  void violationsOfRecordsAreAnnotationsAtTheirRecords() throws IOException {
    Path records = records();

    assertThat(sluice("test", "--format", "github", EARTHQUAKES, records))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString().lines())
        .allMatch(line -> line.startsWith("::error file=" + records + ",line="))
        .anyMatch(line -> line.contains(",line=2,"));
  }

  @Test
  void violationsOfRecordsAreCasesThatFailed() throws IOException {
    assertThat(sluice("test", "--format", "junit", EARTHQUAKES, records()))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("<failure ");
  }
}
