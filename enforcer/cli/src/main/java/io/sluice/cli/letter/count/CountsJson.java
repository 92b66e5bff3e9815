package io.sluice.cli.letter.count;

import io.sluice.cli.letter.Extent;
import io.sluice.engine.verdict.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a dead-letter topic holds, for programs; docs/command-line.md has the keys. */
public final class CountsJson {

  private CountsJson() {}

  /** Adds the counts to an object. */
  public static void put(Extent extent, LetterCounts counts, Map<String, @Nullable Object> json) {
    put(counts.letters(), json);
    json.put("samples", counts.samples().letters());
    Map<String, @Nullable Object> foreign = new LinkedHashMap<>();
    put("records", counts.foreign(), foreign);
    json.put("foreign", foreign);
    List<Map<String, Object>> partitions = new ArrayList<>();
    extent
        .partitions()
        .forEach(
            (partition, span) -> {
              Count count = counts.byPartition().get(partition);
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("partition", partition);
              entry.put("beginOffset", span.begin());
              entry.put("endOffset", span.end());
              entry.put("letters", count == null ? 0L : count.letters());
              partitions.add(entry);
            });
    json.put("partitions", partitions);
    List<Map<String, @Nullable Object>> classes = new ArrayList<>();
    counts
        .byClass()
        .forEach(
            (name, count) -> {
              Map<String, @Nullable Object> entry = new LinkedHashMap<>();
              entry.put("class", name.name());
              put(count, entry);
              classes.add(entry);
            });
    json.put("byClass", classes);
    json.put(
        "byRule",
        entries(
            counts.byRule(),
            (rule, entry) -> {
              entry.put("rule", rule);
              Violation example = counts.example(rule);
              entry.put("path", example == null ? null : example.path());
              entry.put("message", example == null ? null : example.message());
            }));
    json.put(
        "bySchemaId",
        entries(counts.bySchema(), (schema, entry) -> entry.put("schemaId", schema.id())));
    json.put(
        "byRuleAndSchemaId",
        entries(
            counts.byRuleAndSchema(),
            (key, entry) -> {
              entry.put("rule", key.rule());
              entry.put("schemaId", key.schema().id());
            }));
    json.put(
        "byContract",
        entries(counts.byContract(), (contract, entry) -> entry.put("contract", contract)));
    Map<String, Object> others = new LinkedHashMap<>();
    others.put("byRule", counts.byRule().others().letters());
    others.put("bySchemaId", counts.bySchema().others().letters());
    others.put("byRuleAndSchemaId", counts.byRuleAndSchema().others().letters());
    others.put("byContract", counts.byContract().others().letters());
    json.put("others", others);
  }

  /** Adds a count to an object. */
  public static void put(Count count, Map<String, @Nullable Object> json) {
    put("letters", count, json);
  }

  private static void put(String what, Count count, Map<String, @Nullable Object> json) {
    json.put(what, count.letters());
    json.put("first", count.first() == null ? null : count.first().toString());
    json.put("last", count.last() == null ? null : count.last().toString());
  }

  private static <K extends Comparable<K>> List<Map<String, @Nullable Object>> entries(
      Groups<K> groups, BiConsumer<K, Map<String, @Nullable Object>> name) {
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (Map.Entry<K, Count> group : groups.sorted()) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      name.accept(group.getKey(), entry);
      put(group.getValue(), entry);
      entries.add(entry);
    }
    return entries;
  }
}
