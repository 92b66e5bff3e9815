package io.sluice.cli.export.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# no heading",
        "1. no list",
        "2) neither",
        "- nor this",
        "--- ",
        "===",
        "> no quotation",
        "~~~ no fence",
        "``` no fence",
        "<b>no</b> <!-- html -->",
        "&lt; is no entity, &copy; neither",
        "[no](link) and ![no](image) and [none][either]",
        "<https://no.example.com>",
        "*no* _emphasis_ __at all__ ~~or~~ snake_case_words",
        "a | b || c \\| d \\",
        "C:\\dir\\*",
        "1.0.0 and 5 $ and $x$",
        "`code` ``more`` `",
      })
  void textReadsAsItIsWritten(String text) {
    assertThat(RenderedPage.of(Markdown.text(text)).text()).isEqualTo(text.strip());
    assertThat(RenderedPage.of("see " + Markdown.text(text)).text())
        .isEqualTo("see " + text.strip());
  }

  @Test
  void anyTextReadsAsItIsWritten() {
    for (String text : texts()) {
      String line = Markdown.line(text);

      assertThat(RenderedPage.of("x " + Markdown.text(text) + " x").html())
          .as(text)
          .isEqualTo("<p>x " + html(line) + " x</p>\n");
      assertThat(RenderedPage.of(row(Markdown.text(text) + " x")).html())
          .as(text)
          .contains("<td>" + html(line) + (line.isEmpty() ? "" : " ") + "x</td>");
    }
  }

  @Test
  void anyNameIsCodeAsItIsWritten() {
    for (String text : texts()) {
      String line = Markdown.line(text);
      String code = line.isEmpty() ? "" : "<code>" + html(line) + "</code>";

      assertThat(RenderedPage.of("x" + Markdown.code(text)).html())
          .as(text)
          .isEqualTo("<p>x" + code + "</p>\n");
      assertThat(RenderedPage.of(row("x" + Markdown.code(text))).html())
          .as(text)
          .contains("<td>x" + code + "</td>");
    }
  }

  private static String row(String cell) {
    return Table.of("A").row(cell).written();
  }

  /** Of characters that mean something somewhere, the same ones each time. */
  private static List<String> texts() {
    String characters = "\\`*_[](){}<>&;|~$#+-.!:=\"' \n\ta1_/@%^\u0000\u202e\u00e4";
    Random random = new Random(4711);
    return Stream.generate(
            () ->
                random
                    .ints(random.nextInt(20), 0, characters.length())
                    .mapToObj(characters::charAt)
                    .map(String::valueOf)
                    .collect(Collectors.joining()))
        .limit(3000)
        .toList();
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @ParameterizedTest
  @CsvSource({
    "https://chat.example.com/a_b?c=1&d=2, true",
    "mailto:desk@example.com, true",
    "javascript:alert(1), false",
    "https://example.com/)[x](javascript:x, false",
    "not an address, false",
  })
  void addressesOfTheWebAndOfMailAreLinks(String url, boolean isLink) {
    RenderedPage page = RenderedPage.of(Markdown.address(url));

    assertThat(page.text()).contains(url);
    assertThat(page.links()).isEqualTo(isLink ? List.of(url) : List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b (c).md", "ä/<x>&'\".yaml", "../README.md", "50%.md"})
  void linksLeadToFilesOfAnyName(String name) {
    assertThat(RenderedPage.of(Markdown.link("words", name)).links())
        .singleElement()
        .satisfies(
            link -> assertThat(URLDecoder.decode(link, StandardCharsets.UTF_8)).isEqualTo(name));
  }
}
