package io.sluice.cli.console;

import picocli.CommandLine.Option;

/** The options by which a command prints for people or for programs. */
public final class OutputFormat {

  /** How a command prints. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to print; default ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  public boolean isJson() {
    return json || format == Format.JSON;
  }
}
