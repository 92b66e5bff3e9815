package io.sluice.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHashTest {

  /** The reference's key: bytes 0 to 15. */
  private static final KeyHash REFERENCE = new KeyHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  /** Vectors of the reference implementation: of texts of bytes 0, 1, 2 and so on. */
  @ParameterizedTest
  @CsvSource({
    "0, a3817f04ba25a8e66df67214c7550293",
    "1, da87c1d86b99af44347659119b22fc45",
    "2, 8177228da4a45dc7fca38bdef60affe4"
  })
  void hashesAreThoseOfSipHash(int length, String expected) {
    String text =
        IntStream.range(0, length)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    assertThat(HexFormat.of().formatHex(REFERENCE.of(List.of(text)))).isEqualTo(expected);
  }

  @Test
  void theSameKeyOfAnotherContractHasAnotherHash() {
    assertThat(KeyHash.ofContract("a").of(List.of("key")))
        .isEqualTo(KeyHash.ofContract("a").of(List.of("key")))
        .isNotEqualTo(KeyHash.ofContract("b").of(List.of("key")));
  }

  @Test
  void fieldsOfAKeyDoNotRunIntoEachOther() {
    assertThat(REFERENCE.of(List.of("ab", "c"))).isNotEqualTo(REFERENCE.of(List.of("a", "bc")));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 2, 0",
    "5, 2, 0.05",
    "1990, 2, 19.9",
    "-1990, 2, -19.9",
    "-5, 3, -0.005",
    "1200, 2, 12",
    "9223372036854775807, 18, 9.223372036854775807",
    "-9223372036854775808, 0, -9223372036854775808",
    "-9223372036854775808, 18, -9.223372036854775808"
  })
  void numbersAreWrittenByTheirValue(long unscaled, int scale, String expected) {
    KeyText text = new KeyText();
    text.begin(1, REFERENCE);
    text.beginPart();
    text.decimal(unscaled, scale);
    text.endPart();
    text.end();

    assertThat(text.secondHalf()).isEqualTo(secondHalf(expected));
  }

  private static long secondHalf(String text) {
    KeyText written = new KeyText();
    written.begin(1, REFERENCE);
    written.part(text);
    written.end();
    return written.secondHalf();
  }
}
