package io.sluice.pipeline.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.pipeline.key.Keyring.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {

  private final KeysetHandle keyset = KeysetKind.MASKS.made();
  private final KeysetHandle rotated = KeysetKind.MASKS.rotated(keyset);
  private final Path file;
  private final Keyring<MaskKeyset> ring;

  KeyringTest(@TempDir Path folder) throws Exception {
    file = folder.resolve("keys.json");
    write(keyset);
    ring = new Keyring<>(KeysetPlace.of(file), MaskKeyset::of);
  }

  @BeforeEach
  void hasTheKeysOfItsFile() {
    assertThat(ring.get().version()).isEqualTo(id(keyset));
  }

  private void write(KeysetHandle written) throws IOException, KeysetException {
    Files.writeString(file, Keysets.text(written, null));
  }

  private static String id(KeysetHandle keyset) {
    return Integer.toUnsignedString(keyset.getPrimary().getId());
  }

  @Test
  void rotatedKeysetTakesOver() throws Exception {
    write(rotated);

    assertThat(ring.look()).isEqualTo(new Look.Rotated("key=" + id(rotated)));
    assertThat(ring.get().version()).isEqualTo(id(rotated));
    assertThat(ring.look()).isInstanceOf(Look.Unchanged.class);
  }

  @Test
  void oldKeyMayBeDroppedOnceTheNewOneIsInUse() throws Exception {
    write(rotated);
    ring.look();
    write(KeysetKind.without(rotated, id(keyset)));

    assertThat(ring.look()).isEqualTo(new Look.Rotated("key=" + id(rotated)));
  }

  @Test
  void anotherKeysetDoesNotTakeOver() throws Exception {
    write(KeysetKind.MASKS.made());

    assertKept("holds another keyset, without key " + id(keyset));
  }

  @Test
  void keysetWhoseKeyInUseWasDroppedTooEarlyDoesNotTakeOver() throws Exception {
    write(KeysetKind.without(rotated, id(keyset)));

    assertKept("holds another keyset, without key " + id(keyset));
  }

  @Test
  void keysetOfAnotherKindDoesNotTakeOver() throws Exception {
    write(KeysetKind.LETTERS.made());

    assertKept("the keyset is none of masks");
  }

  @Test
  void lostFileChangesNothing() throws Exception {
    Files.delete(file);

    assertKept("there is no file " + file);
  }

  @Test
  void halfOfAFileChangesNothingAndTheWholeOneTakesOver() throws Exception {
    String text = Keysets.text(rotated, null);
    Files.writeString(file, text.substring(0, text.length() / 2));
    assertKept("holds no keyset of Tink");

    Files.writeString(file, text);

    assertThat(ring.look()).isInstanceOf(Look.Rotated.class);
  }

  @Test
  void keysetWhosePrimaryIsDisabledChangesNothingAndTheWholeOneTakesOver() throws Exception {
    String text = Keysets.text(rotated, null);
    Files.writeString(file, text.replace("ENABLED", "DISABLED"));
    assertKept("holds no keyset of Tink");

    Files.writeString(file, text);

    assertThat(ring.look()).isInstanceOf(Look.Rotated.class);
  }

  @Test
  void personsThatAreForgottenStaySo() throws Exception {
    SubjectKeys everybody = SubjectKeys.made();
    SubjectKeys less = everybody.without("c-1");
    Files.writeString(file, everybody.text(null));
    Keyring<SubjectKeys> subjects = Keyring.ofSubjects(KeysetPlace.of(file));

    Files.writeString(file, less.text(null));
    assertThat(subjects.look()).isEqualTo(new Look.Rotated("forgotten=1"));
    Files.writeString(file, everybody.text(null));
    assertThat(subjects.look())
        .isInstanceOfSatisfying(
            Look.Kept.class,
            kept -> assertThat(kept.reason()).contains("remembers whom they have forgotten"));

    assertThat(subjects.get().forgotten()).isEqualTo(1);
    Files.writeString(file, less.without("c-2").text(null));
    assertThat(subjects.look()).isEqualTo(new Look.Rotated("forgotten=2"));
  }

  private void assertKept(String why) {
    assertThat(ring.look())
        .isInstanceOfSatisfying(Look.Kept.class, kept -> assertThat(kept.reason()).contains(why));
    assertThat(ring.get().version()).isEqualTo(id(keyset));
  }

  @Test
  void placeWithoutAKeysetMakesNoRing(@TempDir Path empty) {
    assertThatThrownBy(
            () -> new Keyring<>(KeysetPlace.of(empty.resolve("none.json")), MaskKeyset::of))
        .isInstanceOf(KeysetException.class)
        .hasMessageContaining("there is no file");
  }
}
