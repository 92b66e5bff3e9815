package io.sluice.engine.authoring;

import io.sluice.engine.odcs.ClassificationsDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds what a contract refers to in files, from the folder that it stands in. */
record Beside(Path folder) implements ContractFile.Resolver {

  @Override
  public String read(String url) throws IOException {
    return Files.readString(folder.resolve(url));
  }

  /** The nearest one, in the contract's folder or above it. */
  @Override
  public @Nullable String classifications() throws IOException {
    for (Path at = folder; at != null; at = at.getParent()) {
      Path file = at.resolve(ClassificationsDocument.NAME);
      if (Files.isRegularFile(file)) {
        return Files.readString(file);
      }
    }
    return null;
  }
}
