package io.sluice.cli.keys;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.key.Keysets;
import io.sluice.pipeline.key.SubjectKeys;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options by which a command finds a file with keys. */
final class KeysetOptions {

  @Parameters(index = "0", paramLabel = "FILE", description = "The file with the keys.")
  private Path file = Path.of("");

  @Option(
      names = "--kms",
      paramLabel = "URI",
      description = "The key of a key management service that they are encrypted with.")
  private @Nullable String kms;

  Path file() {
    return file;
  }

  KeysetHandle open() throws KeysetException {
    return place().open();
  }

  SubjectKeys openSubjects() throws KeysetException {
    return SubjectKeys.open(place());
  }

  private KeysetPlace place() {
    return new KeysetPlace(file.toString(), kms);
  }

  /**
   * Writes a new file.
   *
   * @throws java.nio.file.FileAlreadyExistsException where there is such a file
   */
  void create(KeysetHandle keyset) throws IOException, KeysetException {
    KeysetFile.create(file, Keysets.text(keyset, kms));
  }

  /** Likewise, of keys of subjects. */
  void create(SubjectKeys keys) throws IOException, KeysetException {
    KeysetFile.create(file, keys.text(kms));
  }

  /** Writes one in place of the one that is there. */
  void replace(KeysetHandle keyset) throws IOException, KeysetException {
    KeysetFile.replace(file, Keysets.text(keyset, kms));
  }

  /** Likewise, of keys of subjects. */
  void replace(SubjectKeys keys) throws IOException, KeysetException {
    KeysetFile.replace(file, keys.text(kms));
  }
}
