package io.sluice.cli.keys;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes and changes keys. */
@Command(
    name = "keys",
    description = {
      "Makes and rotates the keysets that mask fields and seal dead letters, and the keys of single"
          + " persons, who can be forgotten.",
      "Keysets are Tink's, in its JSON. Whoever has one can undo what it did: keep it as a secret.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      KeysNewCommand.class,
      KeysRotateCommand.class,
      KeysDropCommand.class,
      KeysForgetCommand.class
    })
public final class KeysCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name what to do with keys");
  }
}
