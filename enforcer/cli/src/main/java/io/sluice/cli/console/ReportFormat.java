package io.sluice.cli.console;

import io.sluice.cli.report.GitHubAnnotations;
import io.sluice.cli.report.JUnit;
import io.sluice.cli.report.Report;
import io.sluice.cli.report.Sarif;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The options by which a command that builds run prints for people, programs or a build. */
public final class ReportFormat {

  /** How a command prints. */
  enum Format {
    TEXT,
    JSON,
    JUNIT,
    SARIF,
    GITHUB
  }

  @Option(
      names = "--format",
      paramLabel = "text|json|junit|sarif|github",
      defaultValue = "text",
      description = "How to print; default ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  /** What was asked for. */
  Format format() {
    return json ? Format.JSON : format;
  }

  public boolean isText() {
    return format() == Format.TEXT;
  }

  public boolean isJson() {
    return format() == Format.JSON;
  }

  /** Prints a report in the format of a build: what neither people nor programs of ours read. */
  public void print(Report report, PrintWriter out) {
    switch (format()) {
      case JUNIT -> out.print(JUnit.render(report));
      case SARIF -> out.println(Json.line(Sarif.document(report)));
      case GITHUB -> out.print(GitHubAnnotations.render(report));
      case TEXT, JSON -> throw new IllegalStateException("each command prints these itself");
    }
  }
}
