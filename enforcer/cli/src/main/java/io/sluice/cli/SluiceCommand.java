package io.sluice.cli;

import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.draft.InitCommand;
import io.sluice.cli.export.command.ExportCommand;
import io.sluice.cli.gate.DiffCommand;
import io.sluice.cli.gate.LintCommand;
import io.sluice.cli.gate.PublishCommand;
import io.sluice.cli.gate.TestCommand;
import io.sluice.cli.keys.DetokeniseCommand;
import io.sluice.cli.keys.KeysCommand;
import io.sluice.cli.letter.ClusterException;
import io.sluice.cli.oncall.DlqCommand;
import io.sluice.cli.oncall.DoctorCommand;
import io.sluice.cli.oncall.SliCommand;
import io.sluice.cli.stage.DemoCommand;
import io.sluice.cli.stage.DevCommand;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.sandbox.SandboxException;
import io.sluice.service.ServiceStartException;
import io.sluice.service.settings.IllegalSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Sluice's command line. */
@Command(
    name = "sluice",
    description = {"Enforces data contracts on Kafka while the data moves.", ""},
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = SluiceCommand.Version.class,
    subcommands = {
      DemoCommand.class,
      DevCommand.class,
      RunCommand.class,
      InitCommand.class,
      LintCommand.class,
      DiffCommand.class,
      TestCommand.class,
      PublishCommand.class,
      ExportCommand.class,
      DlqCommand.class,
      SliCommand.class,
      DoctorCommand.class,
      KeysCommand.class,
      DetokeniseCommand.class,
      BenchCommand.class,
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:fine",
      "1:findings in a contract, violations in records, or problems of a source",
      "2:bad usage or input",
      "3:infrastructure can't be reached"
    })
public final class SluiceCommand implements Runnable {

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print where an error came from.")
  private boolean stacktrace;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  SluiceCommand() {}

  public static void main(String[] args) {
    // What libraries log by java.util.logging goes where everything else goes.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(
        execute(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /** Runs a command and gives its exit code. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    SluiceCommand sluice = new SluiceCommand();
    return new CommandLine(sluice)
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler((e, line, parsed) -> sluice.explain(e, line.getErr()))
        .execute(args);
  }

  private int explain(Exception e, PrintWriter err) {
    err.println("sluice: " + e.getMessage());
    if (stacktrace) {
      e.printStackTrace(err);
    }
    err.flush();
    return switch (e) {
      case CommandException command -> command.exitCode();
      case ClusterException cluster -> ExitCode.INFRASTRUCTURE;
      case SandboxException sandbox -> ExitCode.INFRASTRUCTURE;
      case ServiceStartException start -> ExitCode.INFRASTRUCTURE;
      case IllegalSettingException setting -> ExitCode.BAD_INPUT;
      case KeysetException keyset -> ExitCode.BAD_INPUT;
      case IOException io -> ExitCode.BAD_INPUT;
      default -> {
        if (!stacktrace) {
          err.println("sluice: this is a defect; run again with --stacktrace and report it");
        }
        yield ExitCode.INFRASTRUCTURE;
      }
    };
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
  }

  /** The version that was built. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in =
          Objects.requireNonNull(SluiceCommand.class.getResourceAsStream("version.properties"))) {
        properties.load(in);
      }
      return new String[] {"sluice " + properties.getProperty("version")};
    }
  }
}
