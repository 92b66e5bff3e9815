package io.sluice.cli.keys;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.Keysets;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options by which a command finds the file of a keyset. */
final class KeysetOptions {

  @Parameters(index = "0", paramLabel = "FILE", description = "The file with the keyset.")
  private Path file = Path.of("");

  @Option(
      names = "--kms",
      paramLabel = "URI",
      description = "The key of a key management service that it is encrypted with.")
  private @Nullable String kms;

  Path file() {
    return file;
  }

  KeysetHandle open() throws KeysetException {
    return Keysets.open(file.toString(), kms);
  }

  /**
   * Writes a new one.
   *
   * @throws java.nio.file.FileAlreadyExistsException where there is such a file
   */
  void create(KeysetHandle keyset) throws IOException, KeysetException {
    KeysetFile.create(file, keyset, kms);
  }

  /** Writes one in place of the one that is there. */
  void replace(KeysetHandle keyset) throws IOException, KeysetException {
    KeysetFile.replace(file, keyset, kms);
  }
}
