package io.sluice.cli.letter.count;

import io.sluice.cli.letter.Shown;
import io.sluice.engine.verdict.Violation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Prints what a dead-letter topic holds, for people. */
public final class CountsPrinter {

  /** So many rows tell a person enough. */
  private static final int ROWS = 20;

  private final LetterCounts counts;
  private final PrintWriter out;

  public CountsPrinter(LetterCounts counts, PrintWriter out) {
    this.counts = counts;
    this.out = out;
  }

  public void print() {
    if (counts.letters().letters() > 0) {
      classes();
      rules();
      groups("By writer schema", "SCHEMA ID", counts.bySchema(), SchemaKey::toString);
      if (counts.bySchema().sorted().size() > 1 && counts.byRule().sorted().size() > 1) {
        groups(
            "By rule and writer schema",
            "RULE, SCHEMA ID",
            counts.byRuleAndSchema(),
            key -> Shown.text(key.rule()) + ", " + key.schema());
      }
      if (counts.byContract().sorted().size() > 1) {
        groups("By contract", "CONTRACT", counts.byContract(), Shown::text);
      }
    }
  }

  private void classes() {
    Table table = new Table("CLASS", ">LETTERS", "FIRST", "LAST");
    counts.byClass().forEach((name, count) -> row(table, name.name(), count));
    out.printf("%nBy class%n");
    table.print(out);
  }

  private void rules() {
    groups("By rule", "RULE", counts.byRule(), Shown::text);
    out.printf("%nWhat they break%n");
    for (Map.Entry<String, Count> rule : some(counts.byRule())) {
      Violation example = counts.example(rule.getKey());
      if (example != null) {
        out.printf("  %s%n", Shown.text(rule.getKey()));
        out.printf(
            "    %s%s%n",
            example.path().isEmpty() ? "" : Shown.text(example.path()) + ": ",
            Shown.escaped(Shown.cut(example.message(), 300)));
      }
    }
  }

  private <K extends Comparable<K>> void groups(
      String title, String column, Groups<K> groups, Function<K, String> name) {
    Table table = new Table(column, ">LETTERS", "FIRST", "LAST");
    for (Map.Entry<K, Count> group : some(groups)) {
      row(table, name.apply(group.getKey()), group.getValue());
    }
    out.printf("%n%s%n", title);
    table.print(out);
    int hidden = groups.sorted().size() - ROWS;
    if (hidden > 0) {
      out.printf("  and %,d more, which --json lists%n", hidden);
    }
    if (groups.others().letters() > 0) {
      out.printf(
          "  and %,d letters of others: the first %,d are told apart%n",
          groups.others().letters(), Groups.MOST);
    }
  }

  private static <K extends Comparable<K>> List<Map.Entry<K, Count>> some(Groups<K> groups) {
    return groups.sorted().stream().limit(ROWS).toList();
  }

  private static void row(Table table, String name, Count count) {
    table.row(
        name,
        "%,d".formatted(count.letters()),
        Times.seconds(count.first()),
        Times.seconds(count.last()));
  }
}
