package io.sluice.engine.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Which field says when the event happened, and how old the newest event may be by that. */
final class EventTime {

  /** How old the newest event may be, as people say it. */
  private enum Age {
    M1(1, "m", Duration.ofMinutes(1)),
    M5(5, "m", Duration.ofMinutes(5)),
    M15(15, "m", Duration.ofMinutes(15)),
    M30(30, "m", Duration.ofMinutes(30)),
    H1(1, "h", Duration.ofHours(1)),
    H2(2, "h", Duration.ofHours(2)),
    H6(6, "h", Duration.ofHours(6)),
    H12(12, "h", Duration.ofHours(12)),
    D1(1, "d", Duration.ofDays(1)),
    D2(2, "d", Duration.ofDays(2)),
    D7(7, "d", Duration.ofDays(7)),
    D31(31, "d", Duration.ofDays(31));

    private final int value;
    private final String unit;
    private final Duration duration;

    Age(int value, String unit, Duration duration) {
      this.value = value;
      this.unit = unit;
      this.duration = duration;
    }
  }

  /** A field that could be it. */
  private record Candidate(String name, FieldProfile field) {}

  private final Schema schema;
  private final SampleProfile sample;
  private final ProposalLog log;

  EventTime(Schema schema, SampleProfile sample, ProposalLog log) {
    this.schema = schema;
    this.sample = sample;
    this.log = log;
  }

  /** Null where the sample shows none. */
  @Nullable FreshnessProposal freshness() {
    List<Candidate> candidates = candidates();
    if (candidates.isEmpty()) {
      log.untold(
          "no field is a timestamp in every record: when an event happened is not told, and so no"
              + " freshness is proposed");
      return null;
    }
    Candidate time = candidates.getFirst();
    if (candidates.size() > 1) {
      log.untold(
          "%s is taken for the time of the event; it could be %s"
              .formatted(
                  time.name(),
                  String.join(" or ", candidates.stream().skip(1).map(Candidate::name).toList())));
    }
    Moments moments = time.field().moments();
    if (moments.count() < FewWords.ENOUGH || moments.span().isZero()) {
      log.untold(
          "%,d times of events are too few to propose a freshness from".formatted(moments.count()));
      return null;
    }
    log.untold("how late records come, so no latency is proposed");
    return freshness(time.name(), moments);
  }

  private @Nullable FreshnessProposal freshness(String field, Moments moments) {
    Duration pause = moments.longestPause();
    for (Age age : Age.values()) {
      // Twice what was seen: samples differ.
      if (age.duration.compareTo(pause.multipliedBy(2)) >= 0) {
        String seen =
            "the longest pause between %,d events over %s was %s"
                .formatted(moments.count(), said(moments.span()), said(pause));
        return new FreshnessProposal(field, age.value, age.unit, seen);
      }
    }
    log.untold("events pause for %s: no freshness is proposed".formatted(said(pause)));
    return null;
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    if (schema.getType() == Schema.Type.RECORD) {
      add(schema, sample.records(), "", candidates);
    }
    candidates.sort(Comparator.comparing(candidate -> candidate.field().words().meansOtherTime()));
    return candidates;
  }

  /** Adds the timestamps that every record has. */
  private void add(
      Schema record, ObjectProfile profile, String parent, List<Candidate> candidates) {
    for (Schema.Field field : record.getFields()) {
      String column = log.physicalNames().getOrDefault(field.name(), field.name());
      FieldProfile known = profile.fields().get(column);
      if (known == null || Personal.sounds(known)) {
        continue;
      }
      ObjectProfile below = known.object();
      if (isTimestamp(field.schema())) {
        candidates.add(new Candidate(parent + field.name(), known));
      } else if (field.schema().getType() == Schema.Type.RECORD && below != null) {
        add(field.schema(), below, parent + field.name() + ".", candidates);
      }
    }
  }

  private static boolean isTimestamp(Schema schema) {
    return switch (schema.getLogicalType()) {
      case LogicalTypes.TimestampMillis millis -> true;
      case LogicalTypes.TimestampMicros micros -> true;
      case LogicalTypes.TimestampNanos nanos -> true;
      case null, default -> false;
    };
  }

  /** In the unit that says it best. */
  private static String said(Duration duration) {
    if (duration.compareTo(Duration.ofDays(2)) >= 0) {
      return String.format(Locale.ROOT, "%.1f days", duration.toHours() / 24.0);
    }
    if (duration.compareTo(Duration.ofHours(2)) >= 0) {
      return String.format(Locale.ROOT, "%.1f hours", duration.toMinutes() / 60.0);
    }
    return duration.compareTo(Duration.ofMinutes(2)) >= 0
        ? duration.toMinutes() + " minutes"
        : duration.toSeconds() + " seconds";
  }
}
