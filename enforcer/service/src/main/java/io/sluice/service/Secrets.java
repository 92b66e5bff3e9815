package io.sluice.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Secrets, which stand in a setting or in a file that it names; never in an error or a log. */
final class Secrets {

  private Secrets() {}

  /**
   * A secret, without the line end of its file; null where there is none.
   *
   * @throws IllegalSettingException where both are given, or the file can't be read
   */
  static @Nullable String resolve(String setting, @Nullable String value, @Nullable String file) {
    if (file == null) {
      return value;
    }
    if (value != null) {
      throw new IllegalSettingException(
          setting + " and " + setting + "-file are both set; keep one");
    }
    try {
      return Files.readString(Path.of(file)).stripTrailing();
    } catch (IOException e) {
      throw new IllegalSettingException(
          setting + "-file can't be read: " + file + " (" + e.getClass().getSimpleName() + ")");
    }
  }
}
