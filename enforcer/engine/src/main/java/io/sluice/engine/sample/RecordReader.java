package io.sluice.engine.sample;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads the records of files and streams, one at a time, compressed by gzip or not. */
public final class RecordReader {

  /** RFC 1952: a file that is compressed by gzip begins so, whatever its name is. */
  private static final int[] GZIP = {0x1f, 0x8b};

  private static final int BUFFER = 1 << 16;

  private RecordReader() {}

  /**
   * The format that a file's name tells.
   *
   * @throws UnsupportedSampleException where it tells none
   */
  public static RecordFormat format(Path file) throws UnsupportedSampleException {
    return RecordFormat.ofName(file.getFileName().toString())
        .orElseThrow(
            () ->
                new UnsupportedSampleException(
                    file
                        + " does not say by its name how its records are written: "
                        + RecordFormat.allEndings()
                        + ", with or without .gz behind it"));
  }

  /**
   * Reads a file to its end.
   *
   * @throws UnsupportedSampleException where the file is not of that format
   * @throws IOException where it can't be read to its end
   */
  public static void read(Path file, RecordFormat format, RecordSink sink) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      InputStream plain = plain(in, file.toString());
      if (format == RecordFormat.AVRO && !(plain instanceof GZIPInputStream)) {
        sink.container(file);
      } else {
        readPlain(plain, format, file.toString(), sink);
      }
    }
  }

  /**
   * Likewise, of a stream.
   *
   * @param name what messages call it
   */
  public static void read(InputStream in, RecordFormat format, String name, RecordSink sink)
      throws IOException {
    readPlain(plain(in, name), format, name, sink);
  }

  private static void readPlain(
      InputStream plain, RecordFormat format, String name, RecordSink sink) throws IOException {
    try {
      switch (format) {
        case NDJSON -> NdjsonRecords.read(plain, sink);
        case JSON -> JsonRecords.read(plain, sink);
        case CSV -> CsvRecords.read(plain, sink);
        case AVRO -> copied(plain, sink);
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
  private static void copied(InputStream in, RecordSink sink) throws IOException {
    Path file = Files.createTempFile("sluice-records-", ".avro");
    try {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      sink.container(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
