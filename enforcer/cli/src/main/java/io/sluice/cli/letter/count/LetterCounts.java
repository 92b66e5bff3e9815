package io.sluice.cli.letter.count;

import io.sluice.cli.letter.DeadLetter;
import io.sluice.cli.letter.ForeignRecord;
import io.sluice.cli.letter.Letter;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a dead-letter topic holds, in a space that does not grow with it. Not thread-safe. */
public final class LetterCounts {

  private final Count letters = new Count();
  private final Count samples = new Count();
  private final Count foreign = new Count();
  private final SortedMap<Integer, Count> byPartition = new TreeMap<>();
  private final Map<ViolationClass, Count> byClass = new EnumMap<>(ViolationClass.class);
  private final Groups<String> byContract = new Groups<>();
  private final Groups<String> byRule = new Groups<>();
  private final Groups<SchemaKey> bySchema = new Groups<>();
  private final Groups<RuleAndSchema> byRuleAndSchema = new Groups<>();
  private final Map<String, Violation> examples = new HashMap<>();

  /** Counts a letter; one that breaks several rules counts for each of them. */
  public void add(Letter letter) {
    switch (letter) {
      case ForeignRecord record -> foreign.add(record.time());
      case DeadLetter dead -> add(dead);
    }
  }

  private void add(DeadLetter letter) {
    Instant time = letter.time();
    letters.add(time);
    if (letter.isSample()) {
      samples.add(time);
    }
    byPartition.computeIfAbsent(letter.record().partition(), p -> new Count()).add(time);
    byClass.computeIfAbsent(letter.violationClass(), c -> new Count()).add(time);
    if (letter.contract() != null) {
      add(byContract, Set.of(letter.contract()), time);
    }
    SchemaKey schema = new SchemaKey(letter.schemaId());
    add(bySchema, Set.of(schema), time);
    Set<String> rules = new LinkedHashSet<>();
    Set<RuleAndSchema> both = new LinkedHashSet<>();
    for (Violation violation : letter.violations()) {
      rules.add(violation.rule());
      both.add(new RuleAndSchema(violation.rule(), schema));
      if (examples.size() < Groups.MOST) {
        examples.putIfAbsent(violation.rule(), violation);
      }
    }
    add(byRule, rules, time);
    add(byRuleAndSchema, both, time);
  }

  private static <K extends Comparable<K>> void add(Groups<K> groups, Set<K> keys, Instant time) {
    boolean isAllTold = true;
    for (K key : keys) {
      isAllTold &= groups.add(key, time);
    }
    if (!isAllTold) {
      groups.addOther(time);
    }
  }

  /** Those of the dead letters whose records passed, in shadow. */
  public Count samples() {
    return samples;
  }

  /** Dead letters, samples included. */
  public Count letters() {
    return letters;
  }

  /** Records that are no dead letters of Sluice's. */
  public Count foreign() {
    return foreign;
  }

  /** The contract that most letters name, {@code <id>:<version>}; empty where none does. */
  public Optional<String> contract() {
    return byContract.sorted().stream().findFirst().map(Map.Entry::getKey);
  }

  /** The rule that most letters break; empty where there is none. */
  public Optional<String> topRule() {
    return byRule.sorted().stream().findFirst().map(Map.Entry::getKey);
  }

  /** Dead letters by partition, of those that have some. */
  SortedMap<Integer, Count> byPartition() {
    return Collections.unmodifiableSortedMap(byPartition);
  }

  Map<ViolationClass, Count> byClass() {
    return Collections.unmodifiableMap(byClass);
  }

  Groups<String> byContract() {
    return byContract;
  }

  Groups<String> byRule() {
    return byRule;
  }

  Groups<SchemaKey> bySchema() {
    return bySchema;
  }

  Groups<RuleAndSchema> byRuleAndSchema() {
    return byRuleAndSchema;
  }

  /** The first violation of a rule; null where it is not kept. */
  @Nullable Violation example(String rule) {
    return examples.get(rule);
  }
}
