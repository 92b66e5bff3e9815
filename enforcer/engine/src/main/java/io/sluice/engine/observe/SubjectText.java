package io.sluice.engine.observe;

import io.sluice.engine.walk.Walk;
import java.util.List;

/**
 * The text of the value that says whom a record is about, as {@link KeyText} writes it: by value
 * and not by encoding. One thread's, reused from record to record.
 */
public final class SubjectText {

  private static final Observables NOTHING = new Observables(List.of(), List.of(), List.of());

  private final Observation observation = new Observation(NOTHING);

  /**
   * Reads it in the record that the walk went over last, which it has found sound.
   *
   * @param from the way to it
   * @return false where it is null: the record is about nobody
   */
  public boolean read(Observer.From from, Walk walk) {
    KeyText text = observation.keyText();
    text.beginKept();
    from.see(walk, observation);
    return text.endPart();
  }

  /** Holds the text that was read last, in UTF-8, from its start. */
  public byte[] bytes() {
    return observation.keyText().bytes();
  }

  /** How many bytes it has. */
  public int length() {
    return observation.keyText().length();
  }
}
