package io.sluice.cli.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.verdict.ViolationClass;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LetterFilterTest {

  private static final Letter LETTER =
      Written.letter(2, 17, "SCHEMA", "schema.missingField", "2026-07-01T02:00:00Z");
  private static final Letter FOREIGN = Letter.of(Written.record(2, 17, null));

  private static boolean byRule(String... rules) {
    return new LetterFilter(List.of(rules), Set.of(), null, null, null, Set.of(), Span.EVERYTHING)
        .admits(LETTER);
  }

  private static LetterFilter during(String from, String to) {
    return new LetterFilter(
        List.of(),
        Set.of(),
        null,
        Instant.parse(from),
        Instant.parse(to),
        Set.of(),
        Span.EVERYTHING);
  }

  private static LetterFilter byKey(String key) {
    return new LetterFilter(
        List.of(),
        Set.of(),
        ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)),
        null,
        null,
        Set.of(),
        Span.EVERYTHING);
  }

  @Test
  void aRuleIsMeantByItsIdOrByHowItBegins() {
    assertThat(byRule("schema.missingField")).isTrue();
    assertThat(byRule("schema.*")).isTrue();
    assertThat(byRule("*")).isTrue();
    assertThat(byRule("other", "schema.missingField")).isTrue();
    assertThat(byRule("schema")).isFalse();
    assertThat(byRule("schema.missing")).isFalse();
    assertThat(byRule("Schema.*")).isFalse();
  }

  @Test
  void theTimeIsTheJudgedOneFromTheFirstUpToTheSecond() {
    assertThat(during("2026-07-01T02:00:00Z", "2026-07-01T02:00:01Z").admits(LETTER)).isTrue();
    assertThat(during("2026-07-01T01:00:00Z", "2026-07-01T02:00:00Z").admits(LETTER)).isFalse();
    assertThat(during("2026-07-01T02:00:01Z", "2026-07-01T03:00:00Z").admits(LETTER)).isFalse();
    assertThat(during("2001-01-01T00:00:00Z", "2002-01-01T00:00:00Z").admits(FOREIGN)).isTrue();
  }

  @Test
  void theKeyIsMeantByteForByte() {
    assertThat(byKey("order").admits(LETTER)).isTrue();
    assertThat(byKey("order ").admits(LETTER)).isFalse();
    assertThat(byKey("").admits(LETTER)).isFalse();
  }

  @Test
  void aForeignRecordHasNeitherRuleNorClass() {
    LetterFilter byClass =
        new LetterFilter(
            List.of(), Set.of(ViolationClass.SCHEMA), null, null, null, Set.of(), Span.EVERYTHING);

    assertThat(byClass.admits(LETTER)).isTrue();
    assertThat(byClass.admits(FOREIGN)).isFalse();
    assertThat(LetterFilter.ALL.admits(FOREIGN)).isTrue();
  }

  @Test
  void partitionsAndOffsetsNarrowWhatIsRead() {
    LetterFilter filter =
        new LetterFilter(List.of(), Set.of(), null, null, null, Set.of(2), new Span(17, 18));
    Extent extent =
        new Extent("t", new TreeMap<>(Map.of(1, new Span(0, 100), 2, new Span(5, 100))));

    assertThat(filter.admits(LETTER)).isTrue();
    assertThat(extent.of(filter).partitions()).isEqualTo(Map.of(2, new Span(17, 18)));
  }
}
