package io.sluice.sandbox;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Apicurio Registry's own Maven artifact, fetched with the user's Maven (and so by the user's
 * mirrors and settings) and unpacked once into a cache.
 */
final class RegistryDistribution {

  private static final long SPACE_MIB = 512;
  private static final String CACHE_SETTING = "XDG_CACHE_HOME";
  private static final String WORK_PREFIX = "unpacking-";

  /** A file lock holds between processes only. */
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path cache;
  private final String version;
  private final String copyGoal;
  private final Consumer<String> progress;

  RegistryDistribution(Path cache, Consumer<String> progress) {
    this.cache = cache;
    this.version = Versions.of("apicurio.server.version");
    this.copyGoal =
        "org.apache.maven.plugins:maven-dependency-plugin:%s:copy"
            .formatted(Versions.of("maven.dependency.version"));
    this.progress = progress;
  }

  /**
   * Where things stay between runs: {@code $XDG_CACHE_HOME/sluice}, else {@code ~/.cache/sluice}.
   */
  static Path defaultCache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("sluice");
  }

  /**
   * Where the distribution is unpacked, fetching and unpacking it first where it is not.
   *
   * @throws SandboxException where it can't be had, or the disk is too full
   */
  Path home() {
    Path home = cache.resolve("apicurio-registry-" + version);
    if (isUnpacked(home)) {
      return home;
    }
    try {
      Files.createDirectories(cache);
      synchronized (IN_THIS_PROCESS) {
        unpackOnce(home);
      }
      return home;
    } catch (IOException e) {
      throw Folders.failure(
          "Apicurio Registry could not be unpacked into " + cache, cache, CACHE_SETTING, e);
    }
  }

  private static boolean isUnpacked(Path home) {
    return Files.exists(home.resolve("quarkus-run.jar"));
  }

  /**
   * One process at a time fetches; the others wait and find it there. The whole is put in place at
   * once, so that one that is killed leaves no half distribution behind, and what it did leave is
   * cleared away by the next: the lock says that nobody is working on it.
   */
  private void unpackOnce(Path home) throws IOException {
    try (FileChannel file =
            FileChannel.open(
                cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = file.lock()) {
      if (isUnpacked(home)) {
        return;
      }
      clearAway(home);
      Folders.ensureSpace(cache, SPACE_MIB, "Apicurio Registry", CACHE_SETTING);
      Path work = Files.createTempDirectory(cache, WORK_PREFIX);
      try {
        Path archive = fetch(work);
        progress.accept("unpacking Apicurio Registry " + version);
        Path unpacked = Files.createDirectory(work.resolve("unpacked"));
        unpack(archive, unpacked);
        Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Folders.delete(work);
      }
    }
  }

  private void clearAway(Path home) throws IOException {
    // Only whoever deleted part of it by hand has one that lacks its main file.
    Folders.delete(home);
    try (Stream<Path> entries = Files.list(cache)) {
      entries
          .filter(e -> e.getFileName().toString().startsWith(WORK_PREFIX))
          .forEach(Folders::delete);
    }
  }

  // ---- fetching

  private String coordinates() {
    return "io.apicurio:apicurio-registry-app:" + version + ":tar.gz:all";
  }

  private Path fetch(Path work) throws IOException {
    progress.accept("fetching Apicurio Registry " + version + " (about 160 MB) with Maven");
    List<String> command =
        List.of(
            maven(),
            "-B",
            "-q",
            copyGoal,
            "-Dartifact=" + coordinates(),
            "-DoutputDirectory=" + work);
    Path log = work.resolve("maven.log");
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    try {
      if (process.waitFor() == 0) {
        return archiveIn(work);
      }
    } catch (InterruptedException e) {
      // At once: it must not go on writing into what is deleted next.
      process.destroyForcibly().onExit().join();
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while fetching Apicurio Registry", e);
    }
    throw new SandboxException(
        "Apicurio Registry could not be fetched; where Maven Central can be reached, fetch it with\n"
            + "  mvn dependency:get -Dtransitive=false -Dartifact="
            + coordinates()
            + "\nMaven said:\n"
            + Files.readString(log).strip());
  }

  private static Path archiveIn(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(".tar.gz"))
          .findFirst()
          .orElseThrow(() -> new SandboxException("Maven fetched no archive into " + work));
    }
  }

  /** The Maven that builds this, else the one that the environment names. */
  private static String maven() {
    List<@Nullable String> homes = new ArrayList<>();
    homes.add(System.getProperty("maven.home"));
    homes.add(System.getenv("MAVEN_HOME"));
    homes.add(System.getenv("M2_HOME"));
    for (String home : homes) {
      if (home != null && Files.isExecutable(Path.of(home, "bin", "mvn"))) {
        return Path.of(home, "bin", "mvn").toString();
      }
    }
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "mvn"))) {
        return Path.of(folder, "mvn").toString();
      }
    }
    throw new SandboxException(
        "no Maven found to fetch Apicurio Registry with: install Maven 3.8 or later, or set"
            + " MAVEN_HOME");
  }

  // ---- unpacking

  private static void unpack(Path archive, Path target) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("an entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(Objects.requireNonNull(path.getParent()));
          Files.copy(tar, path);
        }
        entry = tar.getNextEntry();
      }
    }
  }
}
