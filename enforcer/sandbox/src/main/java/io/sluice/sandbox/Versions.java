package io.sluice.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Versions of what the sandbox starts, as the build states them. */
final class Versions {

  private Versions() {}

  static String of(String name) {
    Properties properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Versions.class.getResourceAsStream("versions.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(properties.getProperty(name), name);
  }
}
