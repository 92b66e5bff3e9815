package io.sluice.bench.subject;

import io.sluice.engine.authoring.ContractFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.avro.Schema;

/** Contracts among the resources of this program. */
final class Resources {

  private Resources() {}

  /** A contract, with the schema beside it that it names. */
  static ContractFile contract(String name) {
    Path folder = Objects.requireNonNull(Path.of(name).getParent());
    try {
      return ContractFile.of(
          name, text(name), url -> text(folder.resolve(url).normalize().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema that a contract names. */
  static Schema schema(ContractFile file) {
    return Objects.requireNonNull(file.schema(), file.name());
  }

  private static String text(String name) throws IOException {
    try (InputStream in = Resources.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new NoSuchFileException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
