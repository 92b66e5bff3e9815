package io.sluice.engine.sample;

import io.sluice.engine.plan.CompiledContract;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Judges the records of files against one contract, in bounded memory. Not thread-safe. */
public final class SampleJudge {

  private final CompiledContract contract;

  public SampleJudge(CompiledContract contract) {
    this.contract = contract;
  }

  /**
   * Judges every record of a file, in its order.
   *
   * @param file newline-delimited JSON ({@code .ndjson}, {@code .jsonl}) or an Avro container file
   *     ({@code .avro})
   * @param each takes each outcome as it comes
   * @throws UnsupportedSampleException where the file is of no kind that is read
   * @throws IOException where it can't be read to its end
   */
  public void judge(Path file, Consumer<JudgedSample> each) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        new JsonSamples(contract).judge(in, each);
      }
    } else if (name.endsWith(".avro")) {
      new AvroSamples(contract).judge(file, each);
    } else {
      throw new UnsupportedSampleException(
          file + " is neither newline-delimited JSON (.ndjson, .jsonl) nor an Avro file (.avro)");
    }
  }
}
