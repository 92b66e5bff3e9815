package io.sluice.sandbox;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A search that finds nothing proves nothing, unless it finds what is there. */
class NeedlesTest {

  private static final String VALUE = "needle-Ünique-0815";
  private final Needles needles = new Needles(List.of(VALUE));

  @Test
  void aValueIsFoundInEveryForm() {
    byte[] bytes = ("{\"a\":\"" + VALUE + "\"}").getBytes(UTF_8);

    assertThat(needles.in(bytes)).hasValue(VALUE + " in UTF-8");
    assertThat(needles.in(VALUE.getBytes(UTF_16LE))).hasValue(VALUE + " in UTF-16LE");
    assertThat(needles.in((" " + VALUE).getBytes(UTF_16BE))).hasValue(VALUE + " in UTF-16BE");
    assertThat(needles.in(HexFormat.of().formatHex(bytes))).isPresent();
    assertThat(needles.in(HexFormat.of().withUpperCase().formatHex(bytes))).isPresent();
  }

  @Test
  void base64IsFoundWhereverItBegins() {
    for (String before : List.of("", "x", "xy", "xyz")) {
      byte[] bytes = (before + VALUE + "behind").getBytes(UTF_8);

      assertThat(needles.in(Base64.getEncoder().encodeToString(bytes))).isPresent();
      assertThat(needles.in(Base64.getUrlEncoder().encodeToString(bytes))).isPresent();
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(needles.in("needle-Ünique-0816")).isEmpty();
    assertThat(needles.in((byte[]) null)).isEmpty();
  }
}
