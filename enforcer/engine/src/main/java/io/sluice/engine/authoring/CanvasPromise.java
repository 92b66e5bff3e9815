package io.sluice.engine.authoring;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service level objective in one line: {@code freshness 15m 99%}, {@code availability 99.9%}.
 *
 * @param property an SLA property, or {@code adherence}
 * @param value of the property in that unit; empty where the share says it all
 * @param unit empty likewise
 * @param targetPercent how often it is to be kept
 */
public record CanvasPromise(String property, String value, String unit, String targetPercent) {

  private static final List<String> OF_TIME = List.of("freshness", "latency", "frequency");
  private static final List<String> OF_SHARE = List.of("availability", "adherence");

  /** How one is written, for people. */
  public static final String FORM =
      "freshness, latency or frequency with a time and a share (freshness 15m 99%), availability or"
          + " adherence with a share (availability 99.9%)";

  private static final Pattern TEXT =
      Pattern.compile("([a-z]+)(?:\\s+([1-9]\\d*)(s|m|h|d))?\\s+(\\d{1,2}(?:\\.\\d+)?|100)\\s*%?");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static CanvasPromise parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      boolean isOfTime = matcher.group(2) != null;
      if ((isOfTime ? OF_TIME : OF_SHARE).contains(matcher.group(1))) {
        return new CanvasPromise(
            matcher.group(1),
            isOfTime ? matcher.group(2) : "",
            isOfTime ? matcher.group(3) : "",
            matcher.group(4));
      }
    }
    throw new IllegalArgumentException("an objective is " + FORM);
  }

  /** Whether it needs to know when an event happened. */
  boolean isOfTime() {
    return OF_TIME.contains(property);
  }
}
