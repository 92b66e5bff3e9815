package io.sluice.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlDocumentsTest {

  @Test
  void textsOfSeveralLinesAreBlocks() {
    assertThat(YamlDocuments.write(List.of(Map.of("a", "one: 1\n  two # 2\n"))))
        .isEqualTo("a: |\n  one: 1\n    two # 2\n");
  }

  /** Some of these are truths, numbers or times to readers of YAML 1.1, as Go's are. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "No",
        "on",
        "y",
        "1.0",
        "06:00",
        "2026-01-01",
        "0x1F",
        "1_000",
        "+1",
        "~",
        "null",
        "",
        ".inf",
        "true",
        "1e3"
      })
  void textsThatLookLikeSomethingElseAreQuoted(String text) {
    assertThat(YamlDocuments.write(List.of(Map.of("a", text)))).isEqualTo("a: '" + text + "'\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a}",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "'a'",
        "\"a\"",
        "a\\b",
        "%a",
        "@a",
        "`a`",
        "*a",
        "&a",
        "!a",
        "é\u0007",
        " a ",
        "a\n b \n",
        "\n",
        "a\tb",
        "\uD83D\uDE00"
      })
  void whateverTheTextItIsReadAsItWas(String text) {
    String yaml = YamlDocuments.write(List.of(Map.of("a", text)));

    assertThat(new Load(LoadSettings.builder().build()).loadFromString(yaml))
        .isEqualTo(Map.of("a", text));
  }

  @Test
  void numbersHaveNoExponent() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("a", new BigDecimal("3E+1"));
    numbers.put("b", new BigDecimal("0.9990"));

    assertThat(YamlDocuments.write(List.of(numbers))).isEqualTo("a: 30\nb: 0.9990\n");
  }

  @Test
  void severalDocumentsAreSetApart() {
    assertThat(YamlDocuments.write(List.of(Map.of("a", 1), Map.of("b", 2))))
        .isEqualTo("---\na: 1\n---\nb: 2\n");
  }
}
