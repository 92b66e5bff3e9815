package io.sluice.cli.keys;

import io.sluice.cli.console.ExitCode;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.SubjectKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forgets persons. */
@Command(
    name = "forget",
    description = {
      "Destroys the keys of persons in a file made by keys new --for subjects: nobody who has the"
          + " file of then can read their tokens, nor tell their hashes.",
      "That holds where no copy of the file from before is left. What comes of them later is"
          + " redacted. The keys of all others stay as they are.",
      ""
    })
final class KeysForgetCommand implements Callable<Integer> {

  @Mixin private KeysetOptions options = new KeysetOptions();

  @Parameters(
      index = "1..*",
      paramLabel = "SUBJECT",
      arity = "0..*",
      description =
          "Whom to forget: what the field has that masks name as their subject. Without any, those"
              + " on standard input, one a line.")
  private List<String> subjects = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, KeysetException {
    SubjectKeys before = options.openSubjects();
    SubjectKeys left = before;
    for (String subject : subjects.isEmpty() ? StandardInput.open().readAllLines() : subjects) {
      left = subject.isBlank() ? left : left.without(subject.strip());
    }
    options.replace(left);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s has forgotten %d more, %d in all; services that read it forget them within 10 s; destroy all copies from before.%n",
        options.file(), left.forgotten() - before.forgotten(), left.forgotten());
    out.flush();
    return ExitCode.FINE;
  }
}
