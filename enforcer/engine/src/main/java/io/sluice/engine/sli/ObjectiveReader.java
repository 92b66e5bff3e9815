package io.sluice.engine.sli;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Location;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.objective.Target;
import io.sluice.engine.objective.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code sluice.objectives}: for the id of a promise, its target and window. */
final class ObjectiveReader {

  /** The window of what has a target and names no window. */
  static final Window DEFAULT_WINDOW = new Window.Rolling(Duration.ofDays(30));

  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final List<String> KEYS = List.of("targetPercent", "window");

  private final PromiseReport report;
  private final WindowReader windows;
  private final Map<String, Stated> stated = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();

  /** An objective as the contract has it; what is null is not stated, or makes no sense. */
  private record Stated(
      @Nullable Target target, @Nullable Location targetPlace, Window window, Location location) {}

  ObjectiveReader(Contract contract, PromiseReport report) {
    this.report = report;
    this.windows = new WindowReader(report);
    contract
        .customProperty(Promises.OBJECTIVES_PROPERTY)
        .map(CustomProperty::written)
        .ifPresent(this::read);
  }

  private void read(Written written) {
    if (!(written instanceof Written.Entries objectives)) {
      report.objectives(
          written.location(),
          Promises.OBJECTIVES_PROPERTY + " must be a mapping from ids to objectives");
      return;
    }
    objectives.entries().forEach(this::read);
  }

  private void read(String id, Written objective) {
    if (!(objective instanceof Written.Entries entries)) {
      report.objectives(
          objective.location(),
          "an objective must be a mapping such as {targetPercent: 99.9, window: 30d}");
      used.add(id);
      return;
    }
    entries
        .entries()
        .forEach(
            (key, value) -> {
              if (!KEYS.contains(key)) {
                report.unknownKey(value.location(), key, "an objective", KEYS);
              }
            });
    Written percent = entries.child("targetPercent").orElse(null);
    stated.put(
        id,
        new Stated(
            percent == null ? null : target(percent),
            percent == null ? null : percent.location(),
            entries.child("window").map(this::window).orElse(DEFAULT_WINDOW),
            entries.location()));
  }

  private @Nullable Target target(Written written) {
    BigDecimal percent = written.number().orElse(BigDecimal.ZERO);
    if (percent.signum() <= 0
        || percent.compareTo(HUNDRED) >= 0
        || percent.scale() > MeasureReader.MOST_DIGITS) {
      report.target(written.location());
      return null;
    }
    return Target.atLeast(percent);
  }

  private Window window(Written written) {
    Window window = windows.window(written);
    if (window instanceof Window.Rolling(Duration length) && !isSane(length)) {
      report.rolling(written.location());
    }
    return window == null ? DEFAULT_WINDOW : window;
  }

  private static boolean isSane(Duration length) {
    return length.compareTo(SHORTEST) >= 0
        && length.compareTo(LONGEST) <= 0
        && length.toMillis() % Duration.ofMinutes(1).toMillis() == 0;
  }

  /**
   * The objective of a promise.
   *
   * @param own the target that the promise states by itself; empty where it has none
   */
  Optional<Objective> of(String id, Optional<Target> own) {
    used.add(id);
    Stated objective = stated.get(id);
    if (objective == null) {
      return own.map(target -> new Objective(target, DEFAULT_WINDOW));
    }
    if (own.isPresent() && objective.targetPlace() != null) {
      report.secondTarget(objective.targetPlace(), id);
    } else if (own.isEmpty() && objective.targetPlace() == null) {
      report.needsTarget(objective.location(), id);
    }
    return own.or(() -> Optional.ofNullable(objective.target()))
        .map(target -> new Objective(target, objective.window()));
  }

  /** Takes an objective for one of a promise that was found wrong itself. */
  void claim(String id) {
    used.add(id);
  }

  /** Whether the contract has an objective for an id, which nothing has claimed. */
  boolean isUnclaimed(String id) {
    return stated.containsKey(id) && !used.contains(id);
  }

  /** Reports the objectives that are about nothing. */
  void reportUnclaimed(Set<String> known) {
    stated.forEach(
        (id, objective) -> {
          if (!used.contains(id)) {
            report.objectiveOfNothing(objective.location(), id, known);
          }
        });
  }
}
