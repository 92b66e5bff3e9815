package io.sluice.cli.stage;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.odcs.ClassificationsDocument;
import io.sluice.sandbox.sample.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** The contracts that ship with the sample data, read from this program's own resources. */
public final class Shipped {

  private Shipped() {}

  /** The contract of a data set. */
  public static ContractFile contract(Dataset dataset) {
    Path path = Path.of(dataset.contract());
    Path folder = Objects.requireNonNull(path.getParent());
    try {
      return ContractFile.of(dataset.contract(), resource(path), new Beside(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Finds what a contract refers to. */
  private record Beside(Path folder) implements ContractFile.Resolver {

    @Override
    public String read(String url) throws IOException {
      return resource(folder.resolve(url).normalize());
    }

    @Override
    public String classifications() throws IOException {
      return resource(Path.of("contracts", ClassificationsDocument.NAME));
    }
  }

  private static String resource(Path path) throws IOException {
    String name = path.toString().replace('\\', '/');
    try (InputStream in = Shipped.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new NoSuchFileException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
