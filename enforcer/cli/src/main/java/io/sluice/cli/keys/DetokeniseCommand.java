package io.sluice.cli.keys;

import io.sluice.cli.console.ExitCode;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.key.Keysets;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.key.SubjectKeys;
import io.sluice.pipeline.key.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads tokens. */
@Command(
    name = "detokenise",
    description = {
      "Prints what tokens of product records stand for, one a line, to who has the keyset.",
      "A token that the keyset has no key for gives an empty line, is named by its number on"
          + " standard error, and makes exit code 1.",
      ""
    })
public final class DetokeniseCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "TOKEN",
      arity = "0..*",
      description = "Tokens; without any, those on standard input, one a line.")
  private List<String> tokens = List.of();

  @Option(
      names = "--keys",
      paramLabel = "LOCATION",
      required = true,
      description = "The keyset of masks: file:PATH, a path, or env:NAME.")
  private String keys = "";

  @Option(
      names = "--kms",
      paramLabel = "URI",
      description = "The key of a key management service that it is encrypted with.")
  private @Nullable String kms;

  @Option(
      names = "--key",
      paramLabel = "NAME",
      required = true,
      description = "The key's name in the contract: tokenise: {key: NAME}.")
  private String key = "";

  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      description =
          "Whose tokens they are, where the mask names a subject: what that field has of this person.")
  private @Nullable String subject;

  @Option(
      names = "--subject-keys",
      paramLabel = "LOCATION",
      description = "The keys of subjects, as --keys has it; --subject needs them.")
  private @Nullable String subjectKeys;

  @Option(
      names = "--subject-kms",
      paramLabel = "URI",
      description = "The key of a key management service that these are encrypted with.")
  private @Nullable String subjectKms;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, KeysetException {
    Optional<Tokens> known = reading();
    if (known.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("sluice: this subject is forgotten: nobody can read its tokens any more");
      err.flush();
      return ExitCode.FINDINGS;
    }
    Tokens reading = known.get();
    int unread = 0;
    if (!tokens.isEmpty()) {
      for (int i = 0; i < tokens.size(); i++) {
        unread += print(tokens.get(i), i + 1, reading) ? 0 : 1;
      }
    } else {
      BufferedReader lines = StandardInput.open();
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        unread += print(line.strip(), ++number, reading) ? 0 : 1;
      }
    }
    spec.commandLine().getOut().flush();
    return unread == 0 ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  /** Empty where the subject is forgotten. */
  private Optional<Tokens> reading() throws KeysetException {
    MaskKeyset masks = MaskKeyset.of(Keysets.open(keys, kms));
    if (subject == null && subjectKeys == null) {
      return Optional.of(masks.reading(key));
    }
    if (subject == null || subjectKeys == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--subject and --subject-keys go together");
    }
    return masks.reading(key, SubjectKeys.open(new KeysetPlace(subjectKeys, subjectKms)), subject);
  }

  private boolean print(String token, int number, Tokens reading) {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> value = reading.read(token);
    out.println(value.orElse(""));
    if (value.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "sluice: token %d is none of key %s, or the keyset has not the key that made it%n",
          number, key);
      err.flush();
    }
    return value.isPresent();
  }
}
