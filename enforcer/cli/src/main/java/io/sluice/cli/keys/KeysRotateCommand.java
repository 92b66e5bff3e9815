package io.sluice.cli.keys;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.cli.console.ExitCode;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Rotates a keyset. */
@Command(
    name = "rotate",
    description = {
      "Adds a new key to the keyset in a file, which is used from then on.",
      "Those that are there stay, so that what they did can still be undone. A service takes the"
          + " new key within 10 s; drop an old one only after that.",
      ""
    })
final class KeysRotateCommand implements Callable<Integer> {

  @Mixin private KeysetOptions options = new KeysetOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, KeysetException {
    KeysetHandle keyset = options.open();
    KeysetHandle rotated = KeysetKind.of(keyset).rotated(keyset);
    options.replace(rotated);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s has %d keys now, and uses key %s in place of key %s; services that read it take that within 10 s.%n",
        options.file(), rotated.size(), KeysetFile.version(rotated), KeysetFile.version(keyset));
    out.flush();
    return ExitCode.FINE;
  }
}
