package io.sluice.kit;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.odcs.ClassificationsDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * A contract on the class path, and where what it refers to stands.
 *
 * @param name of the resource, without a slash before it
 */
record ContractResource(String name) implements ContractFile.Resolver {

  private static final String PREFIX = "classpath:";

  static boolean isOne(String location) {
    return location.startsWith(PREFIX);
  }

  /**
   * Reads a contract, and its schema from where it says, relative to it.
   *
   * @throws NoSuchFileException where there is none
   */
  static ContractFile at(String location) throws IOException {
    ContractResource resource = new ContractResource(location.substring(PREFIX.length()));
    return ContractFile.of(location, text(resource.name()), resource);
  }

  @Override
  public String read(String url) throws IOException {
    return text(URI.create("/" + name).resolve(url).getPath().substring(1));
  }

  /** The nearest one, in the contract's folder or above it. */
  @Override
  public @Nullable String classifications() throws IOException {
    for (String at = name; !at.isEmpty(); ) {
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
      try (InputStream in = open((at.isEmpty() ? "" : at + "/") + ClassificationsDocument.NAME)) {
        if (in != null) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    return null;
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = open(resource)) {
      if (in == null) {
        throw new NoSuchFileException(resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static @Nullable InputStream open(String resource) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? ContractResource.class.getClassLoader() : context;
    return loader.getResourceAsStream(resource);
  }
}
