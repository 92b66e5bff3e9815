package io.sluice.cli.keys;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ExitCode;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetKind;
import io.sluice.pipeline.key.SubjectKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a keyset. */
@Command(
    name = "new",
    description = {
      "Writes a keyset with one new key into a file that only its owner may read.",
      "A file that exists is left as it is: a keyset that is lost can't be made again.",
      ""
    })
final class KeysNewCommand implements Callable<Integer> {

  /** What keys are for. */
  enum Use {
    MASKS,
    LETTERS,
    SUBJECTS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--for",
      paramLabel = "USE",
      defaultValue = "masks",
      description = "masks, the default, letters, or subjects: what its keys are for.")
  private Use use = Use.MASKS;

  @Mixin private KeysetOptions options = new KeysetOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, KeysetException {
    String made;
    try {
      made =
          switch (use) {
            case MASKS -> keyset(KeysetKind.MASKS);
            case LETTERS -> keyset(KeysetKind.LETTERS);
            case SUBJECTS -> subjects();
          };
    } catch (FileAlreadyExistsException e) {
      throw CommandException.badInput(
          options.file()
              + (use == Use.SUBJECTS
                  ? " exists; `bin/sluice keys forget` takes a person out of it"
                  : " exists; `bin/sluice keys rotate` adds a key to it")
              + ", or name another file");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s has %s; name it by sluice.keys.%s, and keep %s%n",
        options.file(), made, use.word(), advice());
    out.flush();
    return ExitCode.FINE;
  }

  private String keyset(KeysetKind kind) throws IOException, KeysetException {
    KeysetHandle keyset = kind.made();
    options.create(keyset);
    return "a keyset for %s with key %s".formatted(use.word(), KeysetFile.version(keyset));
  }

  private String subjects() throws IOException, KeysetException {
    options.create(SubjectKeys.made());
    return "keys for everybody";
  }

  private String advice() {
    return switch (use) {
      case MASKS -> "a copy: without it no token can be read and no new mask equals an old one.";
      case LETTERS -> "a copy: without it no sealed letter can be opened.";
      case SUBJECTS ->
          "one copy, of its newest state alone: without it no token with a subject can be read, and an older one remembers who was forgotten.";
    };
  }
}
