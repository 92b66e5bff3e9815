package io.sluice.cli.export.command;

import io.sluice.cli.console.ExitCode;
import io.sluice.cli.export.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that writes contracts as something else, unless one of them has an error. */
abstract class ContractExport implements Callable<Integer> {

  @Mixin private ExportOptions export = new ExportOptions();

  @Override
  public final Integer call() throws IOException {
    Optional<List<Subject>> subjects = export.subjects();
    if (subjects.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    export(subjects.get(), export);
    return ExitCode.FINE;
  }

  /** Writes contracts that have no errors. */
  abstract void export(List<Subject> subjects, ExportOptions to) throws IOException;
}
