package io.sluice.pipeline.key;

import com.google.crypto.tink.KeysetHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a keyset is.
 *
 * @param location as {@link Keysets} has it
 * @param kms the URI of the key that it is encrypted with; null where it stands in clear
 */
public record KeysetPlace(String location, @Nullable String kms) {

  /** A file, in clear. */
  public static KeysetPlace of(Path file) {
    return new KeysetPlace(file.toString(), null);
  }

  /**
   * Opens it.
   *
   * @throws KeysetException where there is none, or it can't be read
   */
  public KeysetHandle open() throws KeysetException {
    return parsed(text());
  }

  /** What stands there. */
  String text() throws KeysetException {
    return Keysets.stored(location);
  }

  /** The keyset of what stood there. */
  KeysetHandle parsed(String text) throws KeysetException {
    return Keysets.parsed(text, location, kms);
  }
}
