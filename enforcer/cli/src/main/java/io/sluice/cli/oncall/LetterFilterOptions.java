package io.sluice.cli.oncall;

import io.sluice.cli.console.CommandException;
import io.sluice.cli.letter.LetterFilter;
import io.sluice.cli.letter.Span;
import io.sluice.engine.verdict.ViolationClass;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters a command is about. */
public final class LetterFilterOptions {

  private static final Pattern BACK = Pattern.compile("(\\d{1,9})(s|m|h|d)");
  private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");
  private static final Pattern OFFSETS = Pattern.compile("(\\d{0,18})\\.\\.(\\d{0,18})");
  private static final String HEX = "hex:";

  @Option(
      names = "--rule",
      paramLabel = "ID",
      description = "Letters that break this rule; a trailing * for all that begin so. Repeatable.")
  private List<String> rules = List.of();

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      split = ",",
      description = "SCHEMA, STRUCTURE, RULE or INTERNAL; several with commas.")
  private Set<ViolationClass> classes = Set.of();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Letters with this key: a text, or bytes as hex:00ff.")
  private @Nullable String key;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Judged at this time or later: 2026-07-01T02:00:00Z, or so long ago: 90m, 12h.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Judged before this time, written likewise.")
  private @Nullable String to;

  @Option(
      names = "--partition",
      paramLabel = "N",
      split = ",",
      description = "Of this partition; several with commas.")
  private Set<Integer> partitions = Set.of();

  @Option(
      names = "--offset",
      paramLabel = "N|A..B",
      description = "At this offset, or from A to B; either may be left out.")
  private @Nullable String offset;

  /** What they say. */
  public LetterFilter filter(Instant now) {
    return new LetterFilter(
        rules,
        classes,
        key == null ? null : ByteBuffer.wrap(key(key)),
        from == null ? null : time("--from", from, now),
        to == null ? null : time("--to", to, now),
        partitions,
        offset == null ? Span.EVERYTHING : offsets(offset));
  }

  private static byte[] key(String text) {
    if (!text.startsWith(HEX)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return HexFormat.of().parseHex(text.substring(HEX.length()));
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput("--key hex: must be followed by pairs of hexadecimal digits");
    }
  }

  private static Instant time(String option, String text, Instant now) {
    try {
      Matcher back = BACK.matcher(text);
      if (back.matches()) {
        String unit = back.group(2);
        String iso = unit.equals("d") ? "P" + text : "PT" + text;
        return now.minus(Duration.parse(iso));
      }
      return text.startsWith("P")
          ? now.minus(Duration.parse(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw CommandException.badInput(
          option
              + " must be a time with its zone, such as 2026-07-01T02:00:00Z, or a duration back"
              + " such as 90s, 15m, 12h, 7d");
    }
  }

  private static Span offsets(String text) {
    if (OFFSET.matcher(text).matches()) {
      return new Span(Long.parseLong(text), Long.parseLong(text) + 1);
    }
    Matcher range = OFFSETS.matcher(text);
    if (range.matches()) {
      long begin = range.group(1).isEmpty() ? 0 : Long.parseLong(range.group(1));
      long end = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2)) + 1;
      if (begin < end) {
        return new Span(begin, end);
      }
    }
    throw CommandException.badInput("--offset must be an offset, or A..B with A up to B");
  }
}
