package io.sluice.bench.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the broker of a comparison keeps what it is sent. On the machine that it shares with both
 * sides, writing files is most of its work, and how much that takes of the processors is the disk's
 * and the file system's affair, not theirs: so they lie in memory, where there is room.
 *
 * @param folder that temporary files are made in
 * @param word for it, in what is told
 */
public record BrokerFiles(Path folder, String word) {

  /** Where Linux keeps files in memory that nobody has to set up. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private static final long GIB = 1024L * 1024 * 1024;

  /** The raw topic, those written to it lately, and as much again to spare. */
  private static final long ROOM = 4 * GIB;

  /** In memory where there is room, else on a disk. */
  public static BrokerFiles inMemory() {
    try {
      return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ROOM
          ? new BrokerFiles(MEMORY, "in memory")
          : onDisk();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where temporary files go otherwise. */
  public static BrokerFiles onDisk() {
    return new BrokerFiles(Path.of(System.getProperty("java.io.tmpdir")), "on disk");
  }
}
