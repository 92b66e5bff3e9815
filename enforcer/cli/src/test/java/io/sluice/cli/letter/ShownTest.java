package io.sluice.cli.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShownTest {

  @Test
  void whatATerminalWouldActOnIsEscaped() {
    assertThat(Shown.escaped("a\u001b[2Jb\u009b31mc\r\nd\te\u0007f\u007f"))
        .isEqualTo("a\\u001b[2Jb\\u009b31mc\\r\\nd\\te\\u0007f\\u007f");
  }

  @Test
  void whatTurnsOrHidesTextIsEscaped() {
    assertThat(Shown.escaped("a\u202eb\u2066c\u200bd\u2028e\ufefff"))
        .isEqualTo("a\\u202eb\\u2066c\\u200bd\\u2028e\\ufefff");
    assertThat(Shown.escaped("\ud800x")).isEqualTo("\\ud800x");
  }

  @Test
  void whatIsVisibleStaysAsItIs() {
    assertThat(Shown.escaped("Zürich 北京 😀 \"'<>")).isEqualTo("Zürich 北京 😀 \"'<>");
  }

  @Test
  void anEscapeInTheTextIsToldFromOneOfOurs() {
    assertThat(Shown.escaped("\\u001b")).isEqualTo("\\\\u001b");
  }

  @Test
  void bytesThatAreNoTextAreShownInHex() {
    assertThat(Shown.text(new byte[] {(byte) 0xff, 0, 0x1b})).isEqualTo("hex:ff001b");
    assertThat(Shown.text("Zürich".getBytes(StandardCharsets.UTF_8))).isEqualTo("Zürich");
    assertThat(Shown.text((byte[]) null)).isEqualTo("null");
  }

  @Test
  void longTextsAreCutBetweenCharacters() {
    assertThat(Shown.text("x".repeat(101))).hasSize(100).endsWith("x…");
    assertThat(Shown.cut("ab😀cd", 4)).isEqualTo("ab…");
  }
}
