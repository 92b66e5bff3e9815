package io.sluice.cli.export.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes what contracts promise for the systems that watch over it. */
@Command(
    name = "export",
    description = {
      "Writes what contracts promise as alerts, objectives and dashboards of other systems, who may do",
      "what with their topics, and what they serve as documents for people and for tools.",
      "Asks no cluster and no registry, but where markdown is told to: the same contracts give the same",
      "texts.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ExportPrometheusCommand.class,
      ExportOpenSloCommand.class,
      ExportGrafanaCommand.class,
      ExportAclsCommand.class,
      ExportMarkdownCommand.class,
      ExportAvroCommand.class,
      ExportAsyncApiCommand.class,
      ExportOdpsCommand.class,
    })
public final class ExportCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name what to export to");
  }
}
