package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.console.ExitCode;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.key.Keysets;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.key.SubjectKeys;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keysets on the command line, and what reads with them. */
class KeysTest {

  private @TempDir Path folder;
  private Path file;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void choose() {
    file = folder.resolve("masks.json");
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return SluiceCommand.execute(new PrintWriter(out), new PrintWriter(err), args);
  }

  private String token(String value) throws Exception {
    byte[] bytes = value.getBytes(UTF_8);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MaskKeyset.of(Keysets.open(file.toString()))
                .tokenising("names")
                .token(bytes, 0, bytes.length));
  }

  private int detokenise(String... tokens) {
    String[] args = new String[5 + tokens.length];
    System.arraycopy(
        new String[] {"detokenise", "--keys", file.toString(), "--key", "names"}, 0, args, 0, 5);
    System.arraycopy(tokens, 0, args, 5, tokens.length);
    return run(args);
  }

  @Test
  void aNewKeysetIsForItsOwnersEyesAndIsNeverOverwritten() throws Exception {
    assertThat(run("keys", "new", file.toString())).isEqualTo(ExitCode.FINE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String keyset = Files.readString(file);

    assertThat(run("keys", "new", file.toString())).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(err.toString()).contains("exists; `bin/sluice keys rotate` adds a key to it");
    assertThat(Files.readString(file)).isEqualTo(keyset);
  }

  @Test
  void tokensOfAllKeysAreReadUntilTheirKeyIsDropped() throws Exception {
    run("keys", "new", file.toString());
    String before = token("Ada");
    String old = MaskKeyset.of(Keysets.open(file.toString())).version();
    assertThat(run("keys", "rotate", file.toString())).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).contains("has 2 keys now").contains("in place of key " + old);
    String after = token("Ada");

    assertThat(detokenise(before, after)).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).isEqualToNormalizingNewlines("Ada\nAda\n");
    assertThat(run("keys", "drop", file.toString(), old)).isEqualTo(ExitCode.FINE);
    assertThat(detokenise(before, after)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).isEqualToNormalizingNewlines("\nAda\n");
    assertThat(err.toString()).contains("token 1 is none of key names").doesNotContain(before);
  }

  @Test
  void tokensOnStandardInputAreReadLineByLine() throws Exception {
    run("keys", "new", file.toString());
    InputStream standard = System.in;
    System.setIn(
        new ByteArrayInputStream((token("Ada") + "\n" + token("Zoë") + "\n").getBytes(UTF_8)));
    try {
      assertThat(detokenise()).isEqualTo(ExitCode.FINE);
    } finally {
      System.setIn(standard);
    }

    assertThat(out.toString()).isEqualToNormalizingNewlines("Ada\nZoë\n");
  }

  @Test
  void theKeyInUseIsNotDropped() throws Exception {
    run("keys", "new", file.toString());
    String used = MaskKeyset.of(Keysets.open(file.toString())).version();

    assertThat(run("keys", "drop", file.toString(), used)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("key " + used + " is in use; rotate the keyset first");
    assertThat(run("keys", "drop", file.toString(), "77")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("has no key 77");
  }

  @Test
  void aKeysetOfLettersReadsNoTokens() {
    assertThat(run("keys", "new", file.toString(), "--for", "letters")).isEqualTo(ExitCode.FINE);

    assertThat(detokenise("x")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("is none of masks");
  }

  @Test
  void tokensOfAPersonAreReadUntilThatPersonIsForgotten() throws Exception {
    Path persons = folder.resolve("subjects.json");
    run("keys", "new", file.toString());
    assertThat(run("keys", "new", persons.toString(), "--for", "subjects"))
        .isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).contains("sluice.keys.subjects");
    assertThat(run("keys", "new", persons.toString(), "--for", "subjects"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("`bin/sluice keys forget` takes a person out of it");
    String token = token(SubjectKeys.open(KeysetPlace.of(persons)), "cus-1", "Ada");

    assertThat(ofPerson("cus-1", persons, token)).isEqualTo(ExitCode.FINE);
    assertThat(out.toString()).isEqualToNormalizingNewlines("Ada\n");
    assertThat(ofPerson("cus-2", persons, token)).isEqualTo(ExitCode.FINDINGS);
    assertThat(run("keys", "forget", persons.toString(), "cus-1", "cus-7"))
        .isEqualTo(ExitCode.FINE);

    assertThat(out.toString()).contains("has forgotten 2 more, 2 in all").doesNotContain("cus-");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(persons)))
        .isEqualTo("rw-------");
    assertThat(ofPerson("cus-1", persons, token)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("this subject is forgotten");
    assertThat(ofPerson("cus-2", persons, token)).isEqualTo(ExitCode.FINDINGS);
  }

  private int ofPerson(String subject, Path persons, String token) {
    return detokenise("--subject", subject, "--subject-keys", persons.toString(), token);
  }

  private String token(SubjectKeys persons, String subject, String value) throws Exception {
    byte[] who = subject.getBytes(UTF_8);
    byte[] bytes = value.getBytes(UTF_8);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MaskKeyset.of(Keysets.open(file.toString()))
                .with(persons)
                .ofSubject(who, who.length)
                .orElseThrow()
                .tokenising("names")
                .token(bytes, 0, bytes.length));
  }

  @Test
  void personsOnStandardInputAreForgotten() {
    Path persons = folder.resolve("subjects.json");
    run("keys", "new", persons.toString(), "--for", "subjects");
    InputStream standard = System.in;
    System.setIn(new ByteArrayInputStream("cus-1\n\n cus-2 \ncus-1\n".getBytes(UTF_8)));
    try {
      assertThat(run("keys", "forget", persons.toString())).isEqualTo(ExitCode.FINE);
    } finally {
      System.setIn(standard);
    }

    assertThat(out.toString()).contains("has forgotten 2 more, 2 in all");
  }

  @Test
  void aSubjectAndItsKeysGoTogether() {
    run("keys", "new", file.toString());

    assertThat(detokenise("--subject", "cus-1", "token")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("--subject and --subject-keys go together");
    assertThat(run("keys", "forget", file.toString(), "cus-1")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("holds no keys of subjects");
  }
}
