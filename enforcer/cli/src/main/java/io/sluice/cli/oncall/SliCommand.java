package io.sluice.cli.oncall;

import io.sluice.cli.console.ClusterOptions;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.OutputFormat;
import io.sluice.cli.console.Ownership;
import io.sluice.cli.console.RegistryOptions;
import io.sluice.cli.letter.count.Times;
import io.sluice.cli.sli.SliLines;
import io.sluice.cli.sli.SliTable;
import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.measure.SliReport;
import io.sluice.pipeline.measure.SliTopic;
import io.sluice.service.SliJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a contract's promises come to. */
@Command(
    name = "sli",
    description = {
      "Says what a contract promises and what it comes to: value, error budget, status and why.",
      "Reads what the service that measures it has told, in the contract's SLI topic.",
      ""
    })
public final class SliCommand implements Callable<Integer> {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  /** A promise is told anew before; whoever told it does not any more. */
  private static final Duration SILENT = SliTopic.SAID_ANEW.plusMinutes(5);

  /** Moves a terminal's cursor to the top, and clears what was there. */
  private static final String CLEARED = "\u001b[H\u001b[2J";

  @Parameters(
      index = "0",
      paramLabel = "CONTRACT",
      description = "A contract's id (ID:1: its major version 1).")
  private String id = "";

  @Option(
      names = "--watch",
      description = {
        "Shows it again and again until Ctrl-C. Where the output is no terminal: a line for each"
            + " promise that has changed; with --json, an object each time that one has."
      })
  private boolean watch;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private RegistryOptions registry = new RegistryOptions();

  @Mixin private OutputFormat format = new OutputFormat();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (SliDesk desk = SliDesk.open(id, cluster, registry)) {
      if (watch) {
        watch(desk, out);
      } else {
        show(desk, desk.look().orElseThrow(desk::nothing), out);
        out.flush();
      }
    }
    return ExitCode.FINE;
  }

  private void show(SliDesk desk, SliReport report, PrintWriter out) {
    if (format.isJson()) {
      out.println(SliJson.of(report, false));
    } else {
      print(desk, report, out);
    }
  }

  private static void print(SliDesk desk, SliReport report, PrintWriter out) {
    Contract contract = desk.contract().contract();
    Instant now = Instant.now();
    out.printf(
        "%s:%s, as of %s%n",
        report.contract(), report.version(), Times.ago(report.judgedUntil(), now));
    if (report.judgedUntil().plus(SILENT).isBefore(now)) {
      out.println("  nobody has measured it since: is the service running?");
    }
    out.println("  owner    " + Ownership.owner(contract));
    out.println("  support  " + Ownership.support(contract));
    out.println();
    new SliTable(desk.contract(), report).print(out);
  }

  // ---- watching

  /** Looks again and again. That somebody interrupts it is how a watch ends well. */
  private void watch(SliDesk desk, PrintWriter out) {
    Thread end = new Thread(() -> Runtime.getRuntime().halt(ExitCode.FINE), "watch-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      Consumer<Optional<SliReport>> shown = shown(desk, out);
      while (true) {
        shown.accept(desk.look());
        out.flush();
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  private Consumer<Optional<SliReport>> shown(SliDesk desk, PrintWriter out) {
    if (!format.isJson() && Boolean.getBoolean("sluice.terminal")) {
      return report -> redraw(desk, report, out);
    }
    SliLines lines = new SliLines();
    return new Consumer<>() {
      private @Nullable SliReport before;
      private boolean isWaiting;

      @Override
      public void accept(Optional<SliReport> report) {
        SliReport now = report.orElse(null);
        if (now == null && !isWaiting) {
          isWaiting = true;
          spec.commandLine().getErr().println("sluice: " + waiting(desk));
        } else if (now != null && !now.equals(before)) {
          before = now;
          tell(now);
        }
      }

      private void tell(SliReport news) {
        if (format.isJson()) {
          show(desk, news, out);
        } else {
          lines.print(news, out);
        }
      }
    };
  }

  /** All at once, so that nothing flickers. */
  private static void redraw(SliDesk desk, Optional<SliReport> report, PrintWriter out) {
    StringWriter page = new StringWriter();
    PrintWriter on = new PrintWriter(page);
    report.ifPresentOrElse(known -> print(desk, known, on), () -> on.println(waiting(desk)));
    on.printf("%nCtrl-C ends.%n");
    out.print(CLEARED + page);
  }

  private static String waiting(SliDesk desk) {
    return desk.nothing().getMessage() + " Waiting for it.";
  }
}
