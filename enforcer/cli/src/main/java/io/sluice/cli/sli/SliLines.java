package io.sluice.cli.sli;

import io.sluice.cli.letter.Shown;
import io.sluice.cli.letter.count.Times;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Status;
import io.sluice.pipeline.measure.SliReport;
import io.sluice.pipeline.measure.SliResult;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/** What becomes of a contract's promises, a line for each that has changed since the last time. */
public final class SliLines {

  /** What makes a line worth printing. */
  private record Seen(Status status, Current current, Counts counts) {}

  private final Map<String, Seen> seen = new HashMap<>();

  /** Prints what has changed. */
  public void print(SliReport report, PrintWriter out) {
    for (SliReport.Entry entry : report.entries()) {
      SliResult said = entry.window();
      Seen now = new Seen(said.course().status(), said.current(), said.result().counts());
      if (!now.equals(seen.put(said.promised().indicator(), now))) {
        out.printf(
            "%s  %s  %s  now %s, since %s: %s%n",
            Times.seconds(said.judgedUntil()),
            Shown.escaped(said.promised().indicator()),
            said.course().status(),
            Figures.current(said),
            Times.seconds(said.course().since()),
            Shown.escaped(said.course().reason()));
      }
    }
  }
}
