package io.sluice.cli.oncall;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What on-call does with dead letters. */
@Command(
    name = "dlq",
    description = {
      "Shows what broke, since when, and who owns it; sends it to its pipeline again once it is mended.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqReplayCommand.class})
public final class DlqCommand implements Runnable {

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: list, show or replay");
  }
}
