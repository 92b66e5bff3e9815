package io.sluice.pipeline.testing;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.sandbox.sample.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** The contracts that ship with the data sets, from the sandbox's resources. */
public final class ShippedContracts {

  private ShippedContracts() {}

  /** The contract of a data set, as it ships. */
  public static ContractFile of(Dataset dataset) {
    try {
      Path path = Path.of(dataset.contract());
      Path folder = Objects.requireNonNull(path.getParent());
      return ContractFile.of(
          dataset.contract(), text(path), url -> text(folder.resolve(url).normalize()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path path) throws IOException {
    try (InputStream in =
        Dataset.class.getClassLoader().getResourceAsStream(path.toString().replace('\\', '/'))) {
      if (in == null) {
        throw new NoSuchFileException(path.toString());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
