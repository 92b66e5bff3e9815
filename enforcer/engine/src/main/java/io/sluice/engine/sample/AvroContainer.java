package io.sluice.engine.sample;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.InvalidAvroMagicException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * An open Avro container file. What keeps one from being read is an {@link
 * UnsupportedSampleException} in plain words, whatever Avro's reader throws at it.
 */
final class AvroContainer implements Closeable {

  /** Codecs that Avro leaves to other libraries, which need not be there. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          DataFileConstants.SNAPPY_CODEC, "org.xerial.snappy:snappy-java",
          DataFileConstants.ZSTANDARD_CODEC, "com.github.luben:zstd-jni",
          DataFileConstants.BZIP2_CODEC, "org.apache.commons:commons-compress",
          DataFileConstants.XZ_CODEC, "org.tukaani:xz");

  private final Path path;
  private final DataFileReader<Object> file;

  private AvroContainer(Path path, DataFileReader<Object> file) {
    this.path = path;
    this.file = file;
  }

  /** Opens a file and reads its header. */
  static AvroContainer open(Path path) throws IOException {
    try {
      return new AvroContainer(
          path, new DataFileReader<>(path.toFile(), new GenericDatumReader<>()));
    } catch (InvalidAvroMagicException | RuntimeException e) {
      throw unreadable(path, e);
    }
  }

  /** The schema that the records were written with. */
  Schema schema() {
    return file.getSchema();
  }

  /** The next block of records, uncompressed; null behind the last one. */
  @Nullable ByteBuffer nextBlock() throws IOException {
    try {
      if (file.hasNext()) {
        return file.nextBlock();
      }
    } catch (NoClassDefFoundError e) {
      throw new UnsupportedSampleException(missingCodec(), e);
    } catch (RuntimeException e) {
      throw unreadable(path, e);
    }
    // Avro's reader takes a file that breaks off within a block for one that ends before it.
    if (file.previousSync() != Files.size(path)) {
      throw new UnsupportedSampleException(
          path
              + " breaks off within a block of records: nothing behind its first "
              + file.previousSync()
              + " bytes can be read");
    }
    return null;
  }

  /** How many records the last block has. */
  long blockCount() {
    return file.getBlockCount();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static UnsupportedSampleException unreadable(Path path, Exception e) {
    return new UnsupportedSampleException(
        path + " is not a readable Avro container file: " + e.getMessage(), e);
  }

  private String missingCodec() {
    String codec = file.getMetaString(DataFileConstants.CODEC);
    return "%s is compressed with %s, which needs %s on the class path"
        .formatted(path, codec, LIBRARIES.getOrDefault(codec, "a library of its own"));
  }
}
