package io.sluice.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the reference of settings to the settings that there are. */
class SettingsReferenceTest {

  @Test
  void theReferenceHasEverySettingAsItIs() throws IOException {
    String table =
        Settings.ALL.stream().map(SettingsReferenceTest::row).collect(Collectors.joining("\n"));

    assertThat(Files.readString(repository().resolve("docs/settings.md"))).contains(table);
  }

  private static String row(Setting<?> setting) {
    return "| `%s` | `%s` | %s | %s | %s |"
        .formatted(
            setting.name(),
            setting.variable(),
            setting.legal(),
            setting.fallback().filter(f -> !f.isEmpty()).map(f -> "`" + f + "`").orElse("–"),
            setting.meaning());
  }

  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("contracts"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no repository around this test");
    }
    return folder;
  }
}
