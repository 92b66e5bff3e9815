package io.sluice.sandbox;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
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
  private static final String COPY_GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";

  private final Path cache;
  private final String version;
  private final Consumer<String> progress;

  RegistryDistribution(Path cache, Consumer<String> progress) {
    this.cache = cache;
    this.version = versions().getProperty("apicurio.server.version");
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

  private static Properties versions() {
    Properties properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(
            RegistryDistribution.class.getResourceAsStream("versions.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /**
   * Where the distribution is unpacked, fetching and unpacking it first where it is not.
   *
   * @throws SandboxException where it can't be had, or the disk is too full
   */
  Path home() {
    Path home = cache.resolve("apicurio-registry-" + version);
    if (Files.exists(home.resolve("quarkus-run.jar"))) {
      return home;
    }
    try {
      Files.createDirectories(cache);
      Folders.ensureSpace(cache, SPACE_MIB, "Apicurio Registry");
      // Each first use works in a folder of its own and puts the whole in place at once, so that
      // two at a time, or one that is killed, leave no half distribution behind.
      Path work = Files.createTempDirectory(cache, "unpacking-");
      try {
        Path archive = fetch(work);
        progress.accept("unpacking Apicurio Registry " + version);
        Path unpacked = Files.createDirectory(work.resolve("unpacked"));
        unpack(archive, unpacked);
        putInPlace(unpacked, home);
      } finally {
        Folders.delete(work);
      }
      return home;
    } catch (IOException e) {
      throw new SandboxException(
          "Apicurio Registry could not be unpacked into "
              + cache
              + "; is the disk full? ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  private static void putInPlace(Path unpacked, Path home) throws IOException {
    try {
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      throw e;
    } catch (IOException e) {
      // Another first use was faster.
      if (!Files.exists(home.resolve("quarkus-run.jar"))) {
        throw e;
      }
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
            COPY_GOAL,
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
      process.destroy();
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
