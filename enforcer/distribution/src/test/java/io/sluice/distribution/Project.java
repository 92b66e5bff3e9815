package io.sluice.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Files of the project. */
final class Project {

  private Project() {}

  /** The project's root. */
  static Path root() {
    return Path.of("").toAbsolutePath().resolve("../..").normalize();
  }

  static String version() {
    return Objects.requireNonNull(System.getProperty("sluice.version"));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The test's own files of a folder. */
  static List<Path> resources(String folder) {
    try (Stream<Path> files =
        Files.list(
            Path.of(Objects.requireNonNull(Project.class.getResource("/" + folder)).toURI()))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
