package io.sluice.cli;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetKind;
import io.sluice.pipeline.key.Keysets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rotates a keyset. */
@Command(
    name = "rotate",
    description = {
      "Adds a new key to the keyset in a file, which is used from then on.",
      "Those that are there stay, so that what they did can still be undone. A service takes the"
          + " keyset when it starts.",
      ""
    })
final class KeysRotateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The file with the keyset.")
  private Path file = Path.of("");

  @Option(
      names = "--kms",
      paramLabel = "URI",
      description = "The key of a key management service that it is encrypted with.")
  private @Nullable String kms;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, KeysetException {
    KeysetHandle keyset = Keysets.open(file.toString(), kms);
    KeysetHandle rotated = KeysetKind.of(keyset).rotated(keyset);
    KeysetFile.replace(file, rotated, kms);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s has %d keys now, and uses key %s in place of key %s; restart what reads it.%n",
        file, rotated.size(), KeysetFile.version(rotated), KeysetFile.version(keyset));
    out.flush();
    return ExitCode.FINE;
  }
}
