package io.sluice.engine.change;

import io.sluice.engine.contract.SlaProperty;
import io.sluice.engine.contract.Status;
import io.sluice.engine.finding.Location;
import io.sluice.engine.lifecycle.End;
import io.sluice.engine.lifecycle.Notice;
import io.sluice.engine.objective.Sentences;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares where two revisions stand in their lives, and when the product ends. */
final class LifecycleComparison {

  private final ChangeLog log;
  private final Revision before;
  private final Revision after;
  private final LocalDate today;

  LifecycleComparison(ChangeLog log, Revision before, Revision after, LocalDate today) {
    this.log = log;
    this.before = before;
    this.after = after;
    this.today = today;
  }

  void compare() {
    status();
    notice();
    Stream.of(End.values()).forEach(this::end);
  }

  private void status() {
    Status was = before.contract().status();
    Status now = after.contract().status();
    if (was == now) {
      return;
    }
    ChangeKind kind;
    String why;
    if (now == Status.RETIRED && was.isEnforced()) {
      boolean isOver = End.LIFE.isOver(before.contract(), today);
      kind = isOver ? ChangeKind.CONTRACT_EXPIRED : ChangeKind.CONTRACT_RETIRED;
      why = isOver ? ", as it was announced" : ": no record comes any more";
    } else if (now == Status.DEPRECATED) {
      kind = ChangeKind.CONTRACT_DEPRECATED;
      why = ": it will end";
    } else if (was.isEnforced() && !now.isEnforced()) {
      kind = ChangeKind.CONTRACT_SUSPENDED;
      why = ": nothing is enforced any more";
    } else if (!was.isEnforced() && now.isEnforced()) {
      kind = ChangeKind.CONTRACT_ACTIVATED;
      why = ": records that break it are kept back from now on";
    } else {
      kind = ChangeKind.CONTRACT_STATUS;
      why = "";
    }
    log.add(
        kind,
        "status",
        before.at("status"),
        after.at("status"),
        "the contract is %s, and was %s%s".formatted(now.word(), was.word(), why));
  }

  // ---- notice and end

  private void notice() {
    Optional<Duration> was = Notice.of(before.contract());
    Optional<Duration> now = Notice.of(after.contract());
    int order = now.orElse(Duration.ZERO).compareTo(was.orElse(Duration.ZERO));
    if (order != 0) {
      log.add(
          order < 0 ? ChangeKind.NOTICE_SHORTENED : ChangeKind.NOTICE_LENGTHENED,
          Notice.PROPERTY,
          before.setting(Notice.PROPERTY),
          after.setting(Notice.PROPERTY),
          "the notice of changes is %s, and was %s".formatted(words(now), words(was)));
    }
  }

  private static String words(Optional<Duration> notice) {
    return notice.map(Sentences::of).orElse("none");
  }

  private void end(End end) {
    String property = end.word();
    Optional<SlaProperty> was = end.of(before.contract());
    Optional<SlaProperty> now = end.of(after.contract());
    Optional<LocalDate> day = end.day(before.contract());
    Optional<LocalDate> dayNow = end.day(after.contract());
    if (day.equals(dayNow)) {
      return;
    }
    Location place = place(before, was);
    Location placeNow = place(after, now);
    if (dayNow.isEmpty()) {
      log.add(
          ChangeKind.SUNSET_WITHDRAWN,
          property,
          place,
          placeNow,
          "%s is no longer stated; it was %s".formatted(property, day.orElseThrow()));
      return;
    }
    ChangeKind kind =
        day.isEmpty()
            ? ChangeKind.SUNSET_ANNOUNCED
            : dayNow.get().isBefore(day.get())
                ? ChangeKind.SUNSET_BROUGHT_FORWARD
                : ChangeKind.SUNSET_POSTPONED;
    log.add(
        kind,
        property,
        place,
        placeNow,
        "%s is %s%s".formatted(property, dayNow.get(), day.map(d -> ", and was " + d).orElse("")));
    if (kind != ChangeKind.SUNSET_POSTPONED) {
      withinNotice(property, dayNow.get(), place, placeNow);
    }
  }

  /** What was promised before counts: a shorter notice does not hold for its own announcement. */
  private void withinNotice(String property, LocalDate day, Location place, Location placeNow) {
    Optional<Duration> notice = Notice.of(before.contract());
    if (notice.isPresent() && day.isBefore(today.plusDays(notice.get().toDays()))) {
      log.add(
          ChangeKind.SUNSET_WITHIN_NOTICE,
          property,
          place,
          placeNow,
          "%s is %s, and the notice of %s ends on %s"
              .formatted(
                  property,
                  day,
                  Sentences.of(notice.get()),
                  today.plusDays(notice.get().toDays())));
    }
  }

  private static Location place(Revision revision, Optional<SlaProperty> sla) {
    return sla.map(s -> s.at("value")).orElse(revision.at("slaProperties"));
  }
}
