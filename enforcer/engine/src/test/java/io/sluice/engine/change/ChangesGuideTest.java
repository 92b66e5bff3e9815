package io.sluice.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide lists every kind of change; {@code -Dgolden.update=true} writes the list anew. */
class ChangesGuideTest {

  private static final Path GUIDE = Path.of("../../docs/changes.md");
  private static final String BEGIN = "<!-- kinds -->\n";
  private static final String END = "<!-- end of kinds -->";

  private static String table() {
    StringBuilder table =
        new StringBuilder("| id | consumers | producers | instead |\n|---|---|---|---|\n");
    for (ChangeKind kind : ChangeKind.values()) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  kind.id(),
                  kind.consumer().word(),
                  kind.producer().word(),
                  kind.instead().orElse("")));
    }
    return table.toString();
  }

  @Test
  void theGuideNamesEveryKindWithWhomItBreaks() throws IOException {
    String guide = Files.readString(GUIDE);
    int begin = guide.indexOf(BEGIN) + BEGIN.length();
    String expected = guide.substring(0, begin) + table() + guide.substring(guide.indexOf(END));

    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GUIDE, expected);
    }
    assertThat(Files.readString(GUIDE)).isEqualTo(expected);
  }
}
