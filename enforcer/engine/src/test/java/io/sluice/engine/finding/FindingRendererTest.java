package io.sluice.engine.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingRendererTest {

  private static final String FILE = "a.odcs.yaml";

  @Test
  void findingHasItsLineAndACaretUnderTheColumn() {
    assertThat(render("one: 1\ntwo: 2\n", 2, 6))
        .isEqualTo(
            """
            ERROR a.odcs.yaml:2:6 wrong [test.rule]
            two: 2
                 ^
            1 error, 0 warnings, 0 notes
            """);
  }

  @Test
  void caretFollowsTabsAndWideCharacters() {
    assertThat(caret("\tkey: 1", 2)).isEqualTo("\t^");
    assertThat(caret("地震: x", 5)).isEqualTo("      ^");
    assertThat(caret("🌊: x", 4)).isEqualTo("    ^");
    assertThat(caret("e\u0301: x", 5)).isEqualTo("   ^");
  }

  @Test
  void caretStandsBehindTheLineForWhatIsMissingThere() {
    assertThat(caret("key:", 5)).isEqualTo("    ^");
    assertThat(caret("key:", 99)).isEqualTo("    ^");
  }

  @Test
  void longLineIsCutAroundTheColumn() {
    String line = "x".repeat(500) + "!" + "y".repeat(500);

    List<String> lines = render(line, 1, 501).lines().toList();

    assertThat(lines.get(1)).hasSize(162).startsWith("…xx").endsWith("yy…");
    assertThat(lines.get(1).charAt(lines.get(2).indexOf('^'))).isEqualTo('!');
  }

  @Test
  void whatATerminalWouldActOnIsNotPrinted() {
    assertThat(render("key: \u001b[31m\u202e", 1, 1)).contains("key: \uFFFD[31m\uFFFD");
  }

  @Test
  void lineThatIsNotThereIsLeftOut() {
    assertThat(render("one: 1\n", 9, 1))
        .isEqualTo(
            """
            ERROR a.odcs.yaml:9:1 wrong [test.rule]
            1 error, 0 warnings, 0 notes
            """);
  }

  private static String caret(String line, int column) {
    return render(line, 1, column).lines().toList().get(2);
  }

  private static String render(String text, int line, int column) {
    return new FindingRenderer(Map.of(FILE, text))
        .render(List.of(Finding.error("test.rule", new Location(FILE, line, column), "wrong")));
  }
}
