package io.sluice.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.engine.rewrite.MaskKeys;
import io.sluice.pipeline.enforce.PipelineKeys;
import io.sluice.pipeline.key.KeysetKind;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.key.Keysets;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.key.SubjectKeys;
import io.sluice.service.settings.IllegalSettingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingKeysTest {

  private final Path masks;
  private final Path letters;
  private final Path subjects;
  private final KeysetHandle keyset = KeysetKind.MASKS.made();
  private final SubjectKeys everybody = SubjectKeys.made();
  private final RotatingKeys keys;

  RotatingKeysTest(@TempDir Path folder) throws Exception {
    masks = folder.resolve("masks.json");
    letters = folder.resolve("letters.json");
    write(masks, keyset);
    write(letters, KeysetKind.LETTERS.made());
    subjects = folder.resolve("subjects.json");
    Files.writeString(subjects, everybody.text(null));
    keys = RotatingKeys.open(place(masks), place(letters), place(subjects));
  }

  private static void write(Path file, KeysetHandle keyset) throws Exception {
    Files.writeString(file, Keysets.text(keyset, null));
  }

  private static Optional<KeysetPlace> place(Path file) {
    return Optional.of(KeysetPlace.of(file));
  }

  @Test
  void areTheSameForAsLongAsNothingIsRotated() {
    PipelineKeys before = keys.get();
    keys.look();

    assertThat(keys.get()).isSameAs(before);
  }

  @Test
  void followOneKeysetAndKeepTheOther() throws Exception {
    PipelineKeys before = keys.get();
    KeysetHandle rotated = KeysetKind.MASKS.rotated(keyset);
    write(masks, rotated);
    keys.look();

    assertThat(Objects.requireNonNull(keys.get().masks()).version())
        .isEqualTo(MaskKeyset.of(rotated).version());
    assertThat(keys.get().letters()).isSameAs(before.letters());
  }

  @Test
  void stayWhereTheirPlaceHoldsNoSuccessor() throws Exception {
    PipelineKeys before = keys.get();
    write(masks, KeysetKind.MASKS.made());
    Files.delete(letters);
    keys.look();

    assertThat(keys.get()).isSameAs(before);
  }

  @Test
  void areToldByTheirSettingWhereTheyCannotBeRead() {
    assertThatThrownBy(() -> RotatingKeys.open(place(letters), Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageContaining("sluice.keys.masks: the keyset is none of masks");
  }

  @Test
  void forgetAPersonWhileTheyAreInUse() throws Exception {
    byte[] person = "c-1".getBytes(StandardCharsets.UTF_8);
    assertThat(masksOf(person)).isPresent();

    Files.writeString(subjects, everybody.without("c-1").text(null));
    keys.look();

    assertThat(masksOf(person)).isEmpty();
    assertThat(masksOf("c-2".getBytes(StandardCharsets.UTF_8))).isPresent();
  }

  private Optional<MaskKeys> masksOf(byte[] person) {
    return Objects.requireNonNull(keys.get().masks()).ofSubject(person, person.length);
  }
}
