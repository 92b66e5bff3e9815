package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.letter.LetterFilter;
import io.sluice.cli.letter.Span;
import io.sluice.cli.oncall.LetterFilterOptions;
import io.sluice.engine.verdict.ViolationClass;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LetterFilterOptionsTest {

  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

  private static LetterFilter filter(String... options) {
    LetterFilterOptions parsed = new LetterFilterOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("filter", spec(parsed)))
        .parseArgs(options);
    return parsed.filter(NOW);
  }

  private static CommandLine.Model.CommandSpec spec(LetterFilterOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }

  @Test
  void withoutOptionsEveryLetterIsMeant() {
    assertThat(filter()).isEqualTo(LetterFilter.ALL);
  }

  @Test
  void allOptionsAreTaken() {
    assertThat(
            filter(
                "--rule",
                "a.*",
                "--rule",
                "b",
                "--class",
                "RULE,SCHEMA",
                "--key",
                "order 7",
                "--from",
                "12h",
                "--to",
                "2026-07-01T13:00:00+02:00",
                "--partition",
                "0,3",
                "--offset",
                "5..9"))
        .isEqualTo(
            new LetterFilter(
                List.of("a.*", "b"),
                Set.of(ViolationClass.RULE, ViolationClass.SCHEMA),
                ByteBuffer.wrap("order 7".getBytes(StandardCharsets.UTF_8)),
                Instant.parse("2026-07-01T00:00:00Z"),
                Instant.parse("2026-07-01T11:00:00Z"),
                Set.of(0, 3),
                new Span(5, 10)));
  }

  @ParameterizedTest
  @CsvSource({
    "90s, 2026-07-01T11:58:30Z",
    "15m, 2026-07-01T11:45:00Z",
    "7d, 2026-06-24T12:00:00Z",
    "PT1H30M, 2026-07-01T10:30:00Z",
    "2026-06-30T23:59:59.5Z, 2026-06-30T23:59:59.5Z"
  })
  void aTimeIsWrittenAsItIsOrAsHowLongAgo(String text, Instant time) {
    assertThat(filter("--from", text).from()).isEqualTo(time);
  }

  @Test
  void aKeyMayBeBytesAndOffsetsMayBeOpen() {
    assertThat(filter("--key", "hex:00FF").key())
        .isEqualTo(ByteBuffer.wrap(new byte[] {0, (byte) 0xff}));
    assertThat(filter("--offset", "7").offsets()).isEqualTo(new Span(7, 8));
    assertThat(filter("--offset", "7..").offsets()).isEqualTo(new Span(7, Long.MAX_VALUE));
    assertThat(filter("--offset", "..7").offsets()).isEqualTo(new Span(0, 8));
  }
}
