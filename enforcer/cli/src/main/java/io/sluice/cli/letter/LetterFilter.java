package io.sluice.cli.letter;

import io.sluice.engine.verdict.ViolationClass;
import io.sluice.pipeline.letter.LetterOpener;
import io.sluice.pipeline.letter.Opening;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
 * @param opener opens sealed letters, where the key is asked for
 */
public record LetterFilter(
    List<String> rules,
    Set<ViolationClass> classes,
    @Nullable ByteBuffer key,
    @Nullable Instant from,
    @Nullable Instant to,
    Set<Integer> partitions,
    Span offsets,
    LetterOpener opener) {

  /** Every letter. */
  public static final LetterFilter ALL =
      new LetterFilter(List.of(), Set.of(), null, null, null, Set.of(), Span.EVERYTHING);

  /** Likewise, where keys that are sealed are no key that anyone means. */
  public LetterFilter(
      List<String> rules,
      Set<ViolationClass> classes,
      @Nullable ByteBuffer key,
      @Nullable Instant from,
      @Nullable Instant to,
      Set<Integer> partitions,
      Span offsets) {
    this(rules, classes, key, from, to, partitions, offsets, LetterOpener.WITHOUT_KEYS);
  }

  public LetterFilter {
    rules = List.copyOf(rules);
    classes = Set.copyOf(classes);
    partitions = Set.copyOf(partitions);
  }

  /** Whether a letter is meant; a foreign record has neither rules nor a class. */
  public boolean admits(Letter letter) {
    return (partitions.isEmpty() || partitions.contains(letter.record().partition()))
        && offsets.contains(letter.record().offset())
        && (key == null || hasKey(letter.record()))
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

  private boolean hasKey(ConsumerRecord<byte[], byte[]> letter) {
    byte[] other =
        LetterOpener.isSealed(letter) && opener.open(letter) instanceof Opening.Opened opened
            ? opened.original().key()
            : letter.key();
    return other != null && ByteBuffer.wrap(other).equals(key);
  }

  /** The same letters, by keys that are sealed as well. */
  public LetterFilter opening(LetterOpener with) {
    return new LetterFilter(rules, classes, key, from, to, partitions, offsets, with);
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
