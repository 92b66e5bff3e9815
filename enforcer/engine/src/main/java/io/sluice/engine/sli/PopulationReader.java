package io.sluice.engine.sli;

import io.sluice.engine.contract.Framing;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Location;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the population of a coverage. */
final class PopulationReader {

  private static final String FORMS =
      "one of {count: 1200}, {values: [a, b]}, {topic: wells, key: id, where: message.active}";

  private static final List<String> KEYS =
      List.of("count", "values", "topic", "key", "where", "framing");
  private static final BigDecimal MOST_KEYS = BigDecimal.valueOf(1_000_000_000_000L);

  private final PromiseReport report;

  PopulationReader(PromiseReport report) {
    this.report = report;
  }

  /** The population; null, with a finding, where it is none. */
  @Nullable Population read(@Nullable Written written, Location at) {
    if (!(written instanceof Written.Entries entries)) {
      report.population(written == null ? at : written.location(), FORMS);
      return null;
    }
    for (var entry : entries.entries().entrySet()) {
      if (!KEYS.contains(entry.getKey())) {
        report.unknownKey(entry.getValue().location(), entry.getKey(), "a population", KEYS);
        return null;
      }
    }
    List<String> forms = entries.keys().stream().filter(KEYS.subList(0, 3)::contains).toList();
    boolean isOfTopic = forms.contains("topic");
    if (forms.size() != 1 || (!isOfTopic && entries.keys().size() > 1)) {
      report.population(entries.location(), FORMS);
      return null;
    }
    Written value = entries.child(forms.getFirst()).orElseThrow();
    return switch (forms.getFirst()) {
      case "count" -> count(value);
      case "values" -> values(value);
      default -> topic(value, entries);
    };
  }

  private @Nullable Population count(Written written) {
    BigDecimal count = written.number().orElse(BigDecimal.ZERO);
    boolean isCount =
        count.signum() > 0
            && count.compareTo(MOST_KEYS) <= 0
            && count.stripTrailingZeros().scale() <= 0;
    if (!isCount) {
      report.population(written.location(), "a count above 0");
    }
    return isCount ? new Population.Count(count.longValueExact()) : null;
  }

  private @Nullable Population values(Written written) {
    List<Written> items = written instanceof Written.Items list ? list.items() : List.of();
    List<String> keys = items.stream().flatMap(item -> item.text().stream()).toList();
    boolean areKeys =
        !keys.isEmpty() && keys.size() == items.size() && new HashSet<>(keys).size() == keys.size();
    if (!areKeys) {
      report.population(written.location(), "a list of keys that all differ");
    }
    return areKeys ? new Population.Values(keys) : null;
  }

  private @Nullable Population topic(Written written, Written.Entries entries) {
    Optional<String> topic = written.text().filter(t -> t.matches("[a-zA-Z0-9._-]{1,249}"));
    if (topic.isEmpty()) {
      report.population(written.location(), "of a topic that Kafka can have");
      return null;
    }
    for (String key : List.of("key", "where")) {
      Written part = entries.child(key).orElse(null);
      if (part != null && part.text().filter(text -> !text.isBlank()).isEmpty()) {
        report.population(part.location(), "of a topic, with " + key + " as text");
        return null;
      }
    }
    // Bare Avro names no schema, and a reference topic has no contract that would.
    Optional<Framing> framing =
        Framing.parse(
                entries.child("framing").flatMap(Written::text).orElse(Framing.REGISTRY.word()))
            .filter(word -> word != Framing.NONE);
    if (framing.isEmpty()) {
      report.population(
          entries.child("framing").orElse(entries).location(),
          "of a topic whose framing is registry, registry-8byte or headers");
      return null;
    }
    return new Population.Topic(
        topic.get(),
        entries.child("key").flatMap(Written::text),
        entries.child("where").flatMap(Written::text),
        framing.get());
  }
}
