package io.sluice.cli.letter;

import io.sluice.engine.verdict.ViolationClass;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are meant: those that every part admits.
 *
 * @param rules ids, or beginnings of ids before a {@code *}, of which the letter breaks one; empty
 *     for any
 * @param classes empty for any
 * @param key the record's key, byte for byte; null for any
 * @param from not judged before; null for any time
 * @param to judged before; null for any time
 * @param partitions empty for all
 */
public record LetterFilter(
    List<String> rules,
    Set<ViolationClass> classes,
    @Nullable ByteBuffer key,
    @Nullable Instant from,
    @Nullable Instant to,
    Set<Integer> partitions,
    Span offsets) {

  /** Every letter. */
  public static final LetterFilter ALL =
      new LetterFilter(List.of(), Set.of(), null, null, null, Set.of(), Span.EVERYTHING);

  public LetterFilter {
    rules = List.copyOf(rules);
    classes = Set.copyOf(classes);
    partitions = Set.copyOf(partitions);
  }

  /** Whether a letter is meant; a foreign record has neither rules nor a class. */
  public boolean admits(Letter letter) {
    return (partitions.isEmpty() || partitions.contains(letter.record().partition()))
        && offsets.contains(letter.record().offset())
        && (key == null || hasKey(letter.record().key()))
        && (from == null || !letter.time().isBefore(from))
        && (to == null || letter.time().isBefore(to))
        && switch (letter) {
          case DeadLetter dead ->
              (classes.isEmpty() || classes.contains(dead.violationClass()))
                  && (rules.isEmpty()
                      || dead.violations().stream().anyMatch(v -> admitsRule(v.rule())));
          case ForeignRecord foreign -> classes.isEmpty() && rules.isEmpty();
        };
  }

  private boolean hasKey(byte @Nullable [] other) {
    return other != null && ByteBuffer.wrap(other).equals(key);
  }

  private boolean admitsRule(String rule) {
    return rules.stream()
        .anyMatch(
            wanted ->
                wanted.endsWith("*")
                    ? rule.startsWith(wanted.substring(0, wanted.length() - 1))
                    : rule.equals(wanted));
  }
}
