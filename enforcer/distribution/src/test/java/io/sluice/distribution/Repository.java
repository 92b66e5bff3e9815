package io.sluice.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Files of the repository, from this module. */
final class Repository {

  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  static final Path RESOURCES = Path.of("src/test/resources");

  private Repository() {}

  /** What a folder of test resources holds, in order of their names. */
  static Stream<Path> resources(String folder) throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files.sorted().toList().stream();
    }
  }

  /** The version that is built. */
  static String version() {
    return System.getProperty("sluice.version");
  }

  static Path archive() {
    return ROOT.resolve("enforcer/distribution/target/sluice-%s.tar.gz".formatted(version()));
  }
}
