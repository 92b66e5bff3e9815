package io.sluice.kit.assertions;

import io.sluice.engine.verdict.Verdict;
import io.sluice.kit.EventContract;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Assertions about several events, each of which is judged. */
public final class EventsAssert {

  /** As many are explained; the others are counted. */
  private static final int EXPLAINED = 5;

  private final Iterable<?> events;
  private final @Nullable Schema writer;
  private final @Nullable String description;

  EventsAssert(Iterable<?> events, @Nullable Schema writer, @Nullable String description) {
    this.events = events;
    this.writer = writer;
    this.description = description;
  }

  /** Says what events they are, for the message of an assertion that fails. */
  public EventsAssert as(String what) {
    return new EventsAssert(events, writer, what);
  }

  /** Says what they are written with, where they do not say so themselves: bytes. */
  public EventsAssert writtenWith(Schema schema) {
    return new EventsAssert(events, schema, description);
  }

  /**
   * That the stream will pass on every one of them, and that there is one.
   *
   * @throws AssertionError where there is none, or it will not
   */
  public EventsAssert honour(EventContract contract) {
    int judged = 0;
    int broken = 0;
    StringBuilder explained = new StringBuilder();
    for (Object event : events) {
      Verdict verdict = contract.judge(event, writer);
      if (verdict.isViolating() && ++broken <= EXPLAINED) {
        explained.append("%nevent %d:%n%s".formatted(judged, contract.explain(verdict)));
      }
      judged++;
    }
    if (judged == 0) {
      throw Failures.of(description, "there is no event to hold to " + contract);
    }
    if (broken > 0) {
      throw Failures.of(
          description,
          "expected %d events to honour %s, which %d of them %s:%s"
              .formatted(judged, contract, broken, broken == 1 ? "breaks" : "break", explained));
    }
    return this;
  }
}
