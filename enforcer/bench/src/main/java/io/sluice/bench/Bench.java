package io.sluice.bench;

import io.sluice.sandbox.SandboxException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Measures how fast contracts are enforced. */
@Command(
    name = "sluice bench",
    description = {"Measures how fast contracts are enforced.", ""},
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    subcommands = {ValidateCommand.class, ThroughputCommand.class})
public final class Bench implements Runnable {

  private static final int INFRASTRUCTURE = 3;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print where an error came from.")
  private boolean stacktrace;

  @Spec private CommandSpec spec;

  private Bench() {}

  /** The arguments are those of {@code bin/sluice}, of which the first is {@code bench}. */
  public static void main(String[] args) {
    System.exit(
        execute(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Arrays.copyOfRange(args, 1, args.length)));
  }

  /** Runs a benchmark and gives its exit code. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    Bench bench = new Bench();
    return new CommandLine(bench)
        .setOut(out)
        .setErr(err)
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler((e, line, parsed) -> bench.explain(e, line.getErr()))
        .execute(args);
  }

  private int explain(Exception e, PrintWriter err) {
    err.println("sluice: " + e.getMessage());
    if (stacktrace) {
      e.printStackTrace(err);
    } else if (!(e instanceof SandboxException)) {
      err.println("sluice: this is a defect; run again with --stacktrace and report it");
    }
    err.flush();
    return INFRASTRUCTURE;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name a benchmark");
  }
}
