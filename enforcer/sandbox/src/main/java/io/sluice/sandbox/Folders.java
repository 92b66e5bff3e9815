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

  /** What chooses where {@link #temporary} folders are. */
  static final String TEMPORARY_SETTING = "java.io.tmpdir";

  private static final long MIB = 1024 * 1024;
  private static final String NO_SPACE = "No space left on device";

  private Folders() {}

  /** A new folder whose name tells what it is for, and whose: {@code sluice-kafka-PID-…}. */
  static Path temporary(String what) {
    try {
      return Files.createTempDirectory(
          "sluice-" + what + "-" + ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw failure(
          "can't create a temporary folder",
          Path.of(System.getProperty(TEMPORARY_SETTING)),
          TEMPORARY_SETTING,
          e);
    }
  }

  /**
   * Says so in time where a disk is too full.
   *
   * @param setting what chooses another disk
   * @throws SandboxException where less than so much is free
   */
  static void ensureSpace(Path folder, long mebibytes, String what, String setting) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace() / MIB;
      if (free < mebibytes) {
        throw new SandboxException(
            "%s needs %d MiB below %s, where %d MiB are free; free some, or point %s elsewhere"
                .formatted(what, mebibytes, folder, free, setting));
      }
    } catch (IOException e) {
      throw new SandboxException("can't look at the disk below " + folder, e);
    }
  }

  /**
   * What a failure to do something below a folder means to the user: a disk that filled up in spite
   * of {@link #ensureSpace}, or else what the failure itself says.
   */
  static SandboxException failure(String what, Path folder, String setting, Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains(NO_SPACE)) {
        return new SandboxException(
            "%s: the disk below %s is full; free some space, or point %s elsewhere"
                .formatted(what, folder, setting),
            e);
      }
    }
    return new SandboxException(what + ": " + e, e);
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
