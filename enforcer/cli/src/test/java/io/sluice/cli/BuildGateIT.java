package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.sluice.cli.console.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build gate that docs/build-gate.md gives to copy, run without the services it is for. */
@Order(3)
class BuildGateIT {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path GATE = ROOT.resolve("docs/build-gate");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String ORDERS = "contracts/sales/order-events.odcs.yaml";

  @TempDir private Path folder;
  private Path repository = Path.of("");

  /** What a command printed, and how it ended. */
  private record Ended(int code, String printed) {}

  @BeforeEach
  void aRepositoryWithContracts() throws Exception {
    repository = folder.resolve("repository");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String part : List.of("contracts", "schemas")) {
      copy(ROOT.resolve(part), repository.resolve(part));
    }
    Path sluice = bin.resolve("sluice");
    Files.writeString(
        sluice,
        "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                SluiceCommand.class.getName()));
    assertThat(sluice.toFile().setExecutable(true)).isTrue();
    succeed("git init -q -b main && git add -A && git commit -q -m contracts");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.resolveSibling("."));
        Files.copy(file, copy);
      }
    }
  }

  private Ended run(String command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "-eo", "pipefail", "-c", command);
    builder.directory(repository.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .merge(
            "PATH", folder.resolve("bin").toString(), (old, own) -> own + File.pathSeparator + old);
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      builder.environment().put("GIT_" + who + "_NAME", "test");
      builder.environment().put("GIT_" + who + "_EMAIL", "test@example.com");
    }
    builder.environment().put("BASE", "HEAD");
    Path printed = Files.createTempFile(folder, "printed", ".txt");
    Process process = builder.redirectOutput(printed.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(printed));
  }

  private void succeed(String command) throws Exception {
    Ended ended = run(command);
    assertThat(ended.code()).as(ended.printed()).isZero();
  }

  private void widen() throws IOException {
    Path orders = repository.resolve(ORDERS);
    Files.writeString(
        orders, Files.readString(orders).replace("maximum: 100000", "maximum: 200000"));
  }

  @Test
  void theHookLetsSoundContractsThroughAndStopsWhatBreaksConsumers() throws Exception {
    Files.copy(GATE.resolve("pre-commit"), repository.resolve(".git/hooks/pre-commit"));
    assertThat(repository.resolve(".git/hooks/pre-commit").toFile().setExecutable(true)).isTrue();
    succeed("echo hello > README.md && git add -A && git commit -q -m other");

    widen();
    Ended ended = run("git add -A && git commit -q -m wider");

    assertThat(ended.code()).isNotZero();
    assertThat(ended.printed()).contains("[constraint.widened]");
  }

  @Test
  void theWorkflowJudgesPullRequests() throws Exception {
    JsonNode steps =
        YAML.readTree(GATE.resolve("github.yml").toFile()).path("jobs").path("judge").path("steps");
    List<String> commands = new ArrayList<>();
    steps.forEach(step -> commands.add(step.path("run").asText()));
    commands.removeIf(command -> !command.startsWith("sluice "));

    assertThat(commands).hasSize(2);
    for (String command : commands) {
      succeed(command);
    }
    widen();
    Ended ended = run(commands.getLast());
    assertThat(ended.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(ended.printed()).contains("::error file=" + ORDERS + ",line=");
  }

  @Test
  void theJobJudgesMergeRequestsAndLeavesReports() throws Exception {
    JsonNode script =
        YAML.readTree(GATE.resolve("gitlab.yml").toFile()).path("judge contracts").path("script");
    List<String> lines = new ArrayList<>();
    script.forEach(line -> lines.add(line.asText()));
    String job = String.join("\n", lines);
    succeed(job);

    widen();
    assertThat(run(job).code()).isNotZero();
    assertThat(repository.resolve("diff.xml")).content().contains("constraint.widened");
    assertThat(repository.resolve("lint.xml")).content().startsWith("<?xml");
  }

  @Test
  void bothPublishFromTheMainBranch() throws Exception {
    for (String file : List.of("github.yml", "gitlab.yml")) {
      assertThat(
              YAML.readTree(GATE.resolve(file).toFile()).path("publish contracts").toString()
                  + YAML.readTree(GATE.resolve(file).toFile()).path("jobs").path("publish"))
          .contains("\"sluice publish contracts\"");
    }
  }
}
