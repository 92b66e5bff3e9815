package io.sluice.cli.keys;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ExitCode;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
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

  @Option(
      names = "--for",
      paramLabel = "USE",
      defaultValue = "masks",
      description = "masks, the default, or letters: what its keys are for.")
  private KeysetKind kind = KeysetKind.MASKS;

  @Mixin private KeysetOptions options = new KeysetOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, KeysetException {
    KeysetHandle keyset = kind.made();
    try {
      options.create(keyset);
    } catch (FileAlreadyExistsException e) {
      throw CommandException.badInput(
          options.file()
              + " exists; `bin/sluice keys rotate` adds a key to it, or name another file");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s has a keyset for %s with key %s; name it by sluice.keys.%s, and keep a copy: without it %s%n",
        options.file(), kind.word(), KeysetFile.version(keyset), kind.word(), loss(kind));
    out.flush();
    return ExitCode.FINE;
  }

  private static String loss(KeysetKind kind) {
    return switch (kind) {
      case MASKS -> "no token can be read and no new mask equals an old one.";
      case LETTERS -> "no sealed letter can be opened.";
    };
  }
}
