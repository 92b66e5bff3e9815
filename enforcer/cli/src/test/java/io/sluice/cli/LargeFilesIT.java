package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.console.ExitCode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files larger than the memory of the command that judges them. */
class LargeFilesIT {

  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

  /** A million rows alone are 60 MB. */
  private static final String MEMORY = "-Xmx32m";

  @TempDir private Path folder;

  /** The accounts of the docs over and over. */
  private Path accounts(int rows) throws IOException {
    List<String> lines = Files.readAllLines(REPOSITORY.resolve("data/billing.csv"));
    Path file = folder.resolve("accounts.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(lines.getFirst() + "\n");
      for (int i = 0; i < rows; i++) {
        out.write(lines.get(1 + i % (lines.size() - 1)) + "\n");
      }
    }
    return file;
  }

  private String test(Path records) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MEMORY,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SluiceCommand.class.getName(),
                "test",
                REPOSITORY.resolve("contracts/churn/billing.odcs.yaml").toString(),
                records.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(ExitCode.FINDINGS);
    return Files.readString(out);
  }

  @Test
  void aFileIsJudgedRowByRow() throws IOException, InterruptedException {
    assertThat(test(accounts(100_000)))
        .contains("100000 records: 80000 compliant, 20000 violating");
  }

  @Test
  @Tag("full")
  void aMillionRowsTakeNoMoreMemoryThanAFew() throws IOException, InterruptedException {
    assertThat(test(accounts(1_000_000)))
        .contains("1000000 records: 800000 compliant, 200000 violating");
  }
}
