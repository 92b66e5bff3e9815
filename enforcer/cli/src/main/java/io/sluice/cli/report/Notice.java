package io.sluice.cli.report;

import io.sluice.engine.change.Change;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import java.util.Optional;

/**
 * Something that a build is told.
 *
 * @param fails whether the build fails by it
 * @param rule stable id of its kind
 * @param subject what it is about: one of the report's subjects
 * @param related another place that matters; empty where there is none
 * @param message what is the matter
 * @param help what to do; empty where the message says so, or there is nothing
 */
public record Notice(
    Level level,
    boolean fails,
    String rule,
    String subject,
    Location place,
    Optional<Location> related,
    String message,
    Optional<String> help) {

  /** How much it matters. */
  public enum Level {
    ERROR,
    WARNING,
    NOTE
  }

  /**
   * A finding.
   *
   * @param fails whether the build fails by it
   */
  public static Notice of(Finding finding, boolean fails) {
    Level level =
        switch (finding.severity()) {
          case ERROR -> Level.ERROR;
          case WARNING -> Level.WARNING;
          case INFO -> Level.NOTE;
        };
    return new Notice(
        level,
        fails,
        finding.rule(),
        finding.location().file(),
        finding.location(),
        Optional.empty(),
        finding.message(),
        Optional.empty());
  }

  /**
   * A change.
   *
   * @param fails whether the build fails by it
   */
  public static Notice of(Change change, boolean fails) {
    Level level =
        switch (change.impact()) {
          case BREAKING -> Level.ERROR;
          case WARNING -> Level.WARNING;
          case INFO -> Level.NOTE;
        };
    return new Notice(
        level,
        fails,
        change.id(),
        change.contract(),
        change.after(),
        Optional.of(change.before()),
        "%s (consumers: %s, producers: %s)"
            .formatted(change.message(), change.consumer().word(), change.producer().word()),
        change.instead());
  }

  /** The message, and what to do. */
  String text() {
    return help.map(what -> message + "\ninstead: " + what).orElse(message);
  }
}
