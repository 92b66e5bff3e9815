package io.sluice.engine.sample;

import io.sluice.engine.plan.CompiledContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
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
   * @param file of a {@linkplain RecordFormat format} that its name tells, compressed by gzip or
   *     not
   * @param each takes each outcome as it comes
   * @throws UnsupportedSampleException where the file is of no kind that is read
   * @throws IOException where it can't be read to its end
   */
  public void judge(Path file, Consumer<JudgedSample> each) throws IOException {
    judge(file, RecordReader.format(file), each);
  }

  /** Likewise, of a format that its name need not tell. */
  public void judge(Path file, RecordFormat format, Consumer<JudgedSample> each)
      throws IOException {
    RecordReader.read(file, format, new JudgingSink(contract, each));
  }

  /**
   * Judges every record that a stream gives, compressed by gzip or not.
   *
   * @param name what messages call it
   */
  public void judge(InputStream in, RecordFormat format, String name, Consumer<JudgedSample> each)
      throws IOException {
    RecordReader.read(in, format, name, new JudgingSink(contract, each));
  }
}
