package io.sluice.cli.sli;

import io.sluice.cli.letter.Shown;
import io.sluice.cli.letter.count.Table;
import io.sluice.cli.letter.count.Times;
import io.sluice.engine.objective.Status;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.measure.SliReport;
import io.sluice.pipeline.measure.SliResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a contract came to, as a table for people.
 *
 * @param contract the version of the contract that the report is read with
 */
public record SliTable(CompiledContract contract, SliReport report) {

  /** What was promised and what came of it: a line for each promise, and why where it is not OK. */
  public void printResults(PrintWriter out) {
    Table table = new Table(columns("STATUS"));
    for (SliReport.Entry entry : report.entries()) {
      SliResult said = entry.window();
      table.row(row(said, said.course().status().name()));
    }
    table.print(out);
    List<SliResult> others =
        report.entries().stream()
            .map(SliReport.Entry::window)
            .filter(said -> said.course().status() != Status.OK)
            .toList();
    if (!others.isEmpty()) {
      out.println();
      others.forEach(said -> printReason(said, out));
    }
  }

  private static void printReason(SliResult said, PrintWriter out) {
    out.printf(
        "  %s: %s%n",
        Shown.escaped(said.promised().indicator()), Shown.escaped(said.course().reason()));
  }

  /** Likewise, with how each stands and why. */
  public void print(PrintWriter out) {
    Table table = new Table(columns(">BUDGET LEFT", "NOW", "STATUS", "SINCE"));
    for (SliReport.Entry entry : report.entries()) {
      SliResult said = entry.window();
      table.row(
          row(
              said,
              Figures.budgetLeft(said),
              Figures.current(said),
              said.course().status().name(),
              Times.seconds(said.course().since())));
    }
    table.print(out);
    printReasons(out);
  }

  /** The columns that say what was promised and what came of it, and then others. */
  private static String[] columns(String... others) {
    return with(others, "PROMISE", "SLI", "FIELD OR KEY", ">GOOD", ">OF", ">VALUE", "PROMISED");
  }

  private String[] row(SliResult said, String... others) {
    return with(
        others,
        Shown.escaped(said.promised().indicator()),
        said.promised().sli(),
        Shown.escaped(Figures.about(said.promised())),
        Figures.good(said),
        Figures.total(said),
        Figures.value(said),
        Figures.promised(said.promised(), contract.promises()));
  }

  private static String[] with(String[] others, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
  }

  private void printReasons(PrintWriter out) {
    out.printf("%nWhy%n%n");
    for (SliReport.Entry entry : report.entries()) {
      SliResult said = entry.window();
      printReason(said, out);
      Figures.burnRates(said)
          .ifPresent(rates -> out.printf("    the error budget burns at %s%n", rates));
    }
    Set<String> told =
        report.entries().stream()
            .map(entry -> entry.window().promised().indicator())
            .collect(Collectors.toSet());
    contract.promises().indicators().stream()
        .map(Indicator::id)
        .filter(id -> !told.contains(id))
        .forEach(id -> out.printf("  %s: nothing is known of it yet%n", Shown.escaped(id)));
  }
}
