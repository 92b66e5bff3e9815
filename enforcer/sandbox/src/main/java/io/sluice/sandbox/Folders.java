package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders that the sandbox fills and clears away. */
final class Folders {

  private static final long MIB = 1024 * 1024;

  private Folders() {}

  static Path temporary(String prefix) {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new SandboxException(
          "can't create a temporary folder; is the disk full? (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Says so in time where a disk is too full.
   *
   * @throws SandboxException where less than so much is free
   */
  static void ensureSpace(Path folder, long mebibytes, String what) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace() / MIB;
      if (free < mebibytes) {
        throw new SandboxException(
            "%s needs %d MiB below %s, where %d MiB are free; free some, or point %s elsewhere"
                .formatted(what, mebibytes, folder, free, "java.io.tmpdir or XDG_CACHE_HOME"));
      }
    } catch (IOException e) {
      throw new SandboxException("can't look at the disk below " + folder, e);
    }
  }

  /** Deletes a folder with all that is in it; what has gone in the meantime is no error. */
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
