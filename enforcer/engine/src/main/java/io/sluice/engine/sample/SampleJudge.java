package io.sluice.engine.sample;

import io.sluice.engine.plan.CompiledContract;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Judges the records of files against one contract, in bounded memory. Not thread-safe. */
public final class SampleJudge {

  /** RFC 1952: a file that is compressed by gzip begins so, whatever its name is. */
  private static final int[] GZIP = {0x1f, 0x8b};

  private static final int BUFFER = 1 << 16;

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
    RecordFormat format =
        RecordFormat.ofName(file.getFileName().toString())
            .orElseThrow(
                () ->
                    new UnsupportedSampleException(
                        file
                            + " does not say by its name how its records are written: "
                            + RecordFormat.allEndings()
                            + ", with or without .gz behind it"));
    judge(file, format, each);
  }

  /** Likewise, of a format that its name need not tell. */
  public void judge(Path file, RecordFormat format, Consumer<JudgedSample> each)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      InputStream plain = plain(in, file.toString());
      if (format == RecordFormat.AVRO && !(plain instanceof GZIPInputStream)) {
        new AvroSamples(contract).judge(file, each);
      } else {
        judgePlain(plain, format, file.toString(), each);
      }
    }
  }

  /**
   * Judges every record that a stream gives, compressed by gzip or not.
   *
   * @param name what messages call it
   */
  public void judge(InputStream in, RecordFormat format, String name, Consumer<JudgedSample> each)
      throws IOException {
    judgePlain(plain(in, name), format, name, each);
  }

  private void judgePlain(
      InputStream plain, RecordFormat format, String name, Consumer<JudgedSample> each)
      throws IOException {
    try {
      switch (format) {
        case NDJSON -> new NdjsonSamples(contract).judge(plain, each);
        case JSON -> new JsonSamples(contract).judge(plain, each);
        case CSV -> new CsvSamples(contract).judge(plain, each);
        case AVRO -> judgeAvro(plain, each);
      }
    } catch (ZipException | EOFException e) {
      throw new UnsupportedSampleException(
          name + " is damaged where it is compressed, or breaks off", e);
    } catch (UnsupportedSampleException e) {
      throw new UnsupportedSampleException(name + ": " + e.getMessage(), e);
    }
  }

  private static InputStream plain(InputStream in, String name) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(GZIP.length);
    boolean isCompressed = buffered.read() == GZIP[0] && buffered.read() == GZIP[1];
    buffered.reset();
    if (!isCompressed) {
      return buffered;
    }
    try {
      return new GZIPInputStream(buffered, BUFFER);
    } catch (ZipException | EOFException e) {
      throw new UnsupportedSampleException(name + " is not readable by gzip", e);
    }
  }

  /** A container file is read by seeking in it, which a stream does not allow. */
  private void judgeAvro(InputStream in, Consumer<JudgedSample> each) throws IOException {
    Path file = Files.createTempFile("sluice-records-", ".avro");
    try {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      new AvroSamples(contract).judge(file, each);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
