package io.sluice.cli.keys;

import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that hold keys, which nobody but their owner may read. */
public final class KeysetFile {

  private static final FileAttribute<?> OF_THE_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private KeysetFile() {}

  /**
   * Writes a new one.
   *
   * @throws java.nio.file.FileAlreadyExistsException where there is such a file
   */
  public static void create(Path file, String keys) throws IOException {
    byte[] text = (keys + "\n").getBytes(StandardCharsets.UTF_8);
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            isPosix ? new FileAttribute<?>[] {OF_THE_OWNER} : new FileAttribute<?>[0])) {
      ByteBuffer bytes = ByteBuffer.wrap(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** Writes one in place of another, of which nothing is lost where that fails. */
  static void replace(Path file, String keys) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    create(next, keys);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The id of the key that a keyset uses, as headers of product records have it. */
  static String version(KeysetHandle keyset) {
    return Integer.toUnsignedString(keyset.getPrimary().getId());
  }
}
