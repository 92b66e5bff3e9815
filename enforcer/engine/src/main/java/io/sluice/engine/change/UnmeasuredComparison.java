package io.sluice.engine.change;

import io.sluice.engine.contract.SlaProperty;
import io.sluice.engine.finding.Location;
import io.sluice.engine.lifecycle.End;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Promises;
import io.sluice.engine.sli.Retention;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares promises that no stream measures, and that consumers count on all the same. */
final class UnmeasuredComparison {

  private final ChangeLog log;
  private final Revision before;
  private final Revision after;

  UnmeasuredComparison(ChangeLog log, Revision before, Revision after) {
    this.log = log;
    this.before = before;
    this.after = after;
  }

  void compare() {
    Map<String, SlaProperty> was = unmeasured(before);
    Map<String, SlaProperty> now = unmeasured(after);
    was.forEach((key, sla) -> compare(key, sla, now.remove(key)));
    now.forEach((key, sla) -> compare(key, null, sla));
  }

  /** By their ids, or else their words. */
  private static Map<String, SlaProperty> unmeasured(Revision revision) {
    Set<Location> measured =
        Promises.of(revision.contract()).indicators().stream()
            .map(Indicator::promise)
            .map(promise -> promise.location())
            .collect(Collectors.toSet());
    Map<String, SlaProperty> unmeasured = new LinkedHashMap<>();
    for (SlaProperty sla : revision.contract().slaProperties()) {
      if (!measured.contains(sla.location()) && !End.isEnd(sla)) {
        unmeasured.putIfAbsent(sla.id() == null ? sla.property() : sla.id(), sla);
      }
    }
    return unmeasured;
  }

  private void compare(String key, @Nullable SlaProperty was, @Nullable SlaProperty now) {
    if (was != null && now != null && values(was).equals(values(now))) {
      return;
    }
    Location place = was == null ? before.at("slaProperties") : was.at("value");
    Location placeNow = now == null ? after.at("slaProperties") : now.at("value");
    String what = "%s is %s, and was %s".formatted(key, words(now), words(was));
    Optional<Duration> length = length(was);
    Optional<Duration> lengthNow = length(now);
    if (length.isPresent() && lengthNow.isPresent()) {
      int order = lengthNow.get().compareTo(length.get());
      if (order != 0) {
        log.add(
            order < 0 ? ChangeKind.RETENTION_SHORTENED : ChangeKind.RETENTION_LENGTHENED,
            key,
            place,
            placeNow,
            what);
      }
      return;
    }
    log.add(
        length.isPresent() && now == null
            ? ChangeKind.RETENTION_SHORTENED
            : ChangeKind.UNMEASURED_SLA,
        key,
        place,
        placeNow,
        what);
  }

  private static List<String> values(SlaProperty sla) {
    return List.of(
        sla.property(),
        Objects.toString(sla.value(), ""),
        Objects.toString(sla.valueExt(), ""),
        Objects.toString(sla.unit(), ""),
        Objects.toString(sla.element(), ""),
        Objects.toString(sla.schedule(), ""));
  }

  private static String words(@Nullable SlaProperty sla) {
    return sla == null
        ? "not stated"
        : List.of(
                Objects.toString(sla.value(), ""),
                Objects.toString(sla.valueExt(), ""),
                Objects.toString(sla.unit(), ""))
            .stream()
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(" "));
  }

  /** How long records are kept; empty of all else. */
  private static Optional<Duration> length(@Nullable SlaProperty sla) {
    return sla == null ? Optional.empty() : Retention.of(sla);
  }
}
