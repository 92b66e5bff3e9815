package io.sluice.engine.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the repository's own files stand, from a test's working directory. */
public final class Repository {

  private Repository() {}

  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("contracts"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no repository around this test");
    }
    return folder;
  }

  /** The text of a resource of the tests. */
  public static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(Repository.class.getResourceAsStream("/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every contract that ships. */
  public static List<Path> contracts() throws IOException {
    try (Stream<Path> files = Files.walk(root().resolve("contracts"))) {
      return files.filter(f -> f.toString().endsWith(".odcs.yaml")).sorted().toList();
    }
  }
}
