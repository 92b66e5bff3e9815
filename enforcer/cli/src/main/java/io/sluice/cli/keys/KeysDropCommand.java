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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Destroys a key of a keyset. */
@Command(
    name = "drop",
    description = {
      "Destroys an old key of the keyset in a file: nobody can undo any more what it did.",
      "That holds where no copy of the file is left. The key in use stays.",
      ""
    })
final class KeysDropCommand implements Callable<Integer> {

  @Parameters(
      index = "1",
      paramLabel = "ID",
      description = "The key's id, as the header sluice.keys has it.")
  private String id = "";

  @Mixin private KeysetOptions options = new KeysetOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, KeysetException {
    KeysetHandle left = KeysetKind.without(options.open(), id);
    options.replace(left);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s has lost key %s, and has %s; services that read it forget it within 10 s; destroy all copies.%n",
        options.file(), id, left.size() == 1 ? "1 key" : left.size() + " keys");
    out.flush();
    return ExitCode.FINE;
  }
}
