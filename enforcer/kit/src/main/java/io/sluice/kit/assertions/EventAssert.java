package io.sluice.kit.assertions;

import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.kit.EventContract;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Assertions about one event. Their messages hold rules, paths and places, and no value. */
public final class EventAssert {

  private final @Nullable Object event;
  private final @Nullable Schema writer;
  private final @Nullable String description;

  EventAssert(@Nullable Object event, @Nullable Schema writer, @Nullable String description) {
    this.event = event;
    this.writer = writer;
    this.description = description;
  }

  /** Says what event it is, for the message of an assertion that fails. */
  public EventAssert as(String what) {
    return new EventAssert(event, writer, what);
  }

  /** Says what the event is written with, where it does not say so itself: bytes. */
  public EventAssert writtenWith(Schema schema) {
    return new EventAssert(event, schema, description);
  }

  /**
   * That the stream will pass it on.
   *
   * @throws AssertionError where it will not
   */
  public EventAssert honours(EventContract contract) {
    Verdict verdict = contract.judge(event, writer);
    if (verdict.isViolating()) {
      throw Failures.of(
          description,
          "expected the event to honour %s, which it breaks:%n%s"
              .formatted(contract, contract.explain(verdict)));
    }
    return this;
  }

  /**
   * That it breaks exactly these rules: for tests of what an event must not be.
   *
   * @param rules their ids, as dead letters name them
   * @throws AssertionError where it breaks others, or not all of them
   */
  public EventAssert breaks(EventContract contract, String... rules) {
    Verdict verdict = contract.judge(event, writer);
    Set<String> broken =
        verdict.violations().stream().map(Violation::rule).collect(Collectors.toSet());
    Set<String> expected = Set.of(rules);
    if (!broken.equals(expected)) {
      throw Failures.of(
          description,
          "expected the event to break %s of %s, but this is what it breaks:%n%s"
              .formatted(new TreeSet<>(expected), contract, contract.explain(verdict)));
    }
    return this;
  }
}
