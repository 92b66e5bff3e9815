package io.sluice.pipeline.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.engine.rewrite.HashKey;
import io.sluice.engine.rewrite.TokenKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskKeysetTest {

  private final KeysetHandle keyset = KeysetKind.MASKS.made();
  private final MaskKeyset keys;

  MaskKeysetTest() throws KeysetException {
    keys = MaskKeyset.of(keyset);
  }

  private static String hash(MaskKeyset keys, String name, String value) {
    byte[] hash = new byte[HashKey.LENGTH];
    byte[] bytes = value.getBytes(UTF_8);
    keys.hashing(name).hash(bytes, 0, bytes.length, hash);
    return HexFormat.of().formatHex(hash);
  }

  private static String token(MaskKeyset keys, String name, String value) {
    byte[] bytes = ("<" + value + ">").getBytes(UTF_8);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(keys.tokenising(name).token(bytes, 1, bytes.length - 2));
  }

  @Test
  void equalValuesHaveEqualMasksFromWhateverOpensTheKeyset(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys.json");
    Files.writeString(file, Keysets.text(keyset, null));
    MaskKeyset opened = MaskKeyset.of(Keysets.open(file.toString()));

    assertThat(hash(opened, "k", "ada")).isEqualTo(hash(keys, "k", "ada"));
    assertThat(token(opened, "k", "ada")).isEqualTo(token(keys, "k", "ada"));
    assertThat(opened.version()).isEqualTo(keys.version());
  }

  @Test
  void namesAndKeysetsHaveKeysOfTheirOwn() throws Exception {
    MaskKeyset other = MaskKeyset.of(KeysetKind.MASKS.made());

    assertThat(hash(keys, "k", "ada"))
        .isNotEqualTo(hash(keys, "k2", "ada"))
        .isNotEqualTo(hash(other, "k", "ada"));
    assertThat(keys.reading("k").read(token(keys, "k2", "ada"))).isEmpty();
    assertThat(other.reading("k").read(token(keys, "k", "ada"))).isEmpty();
  }

  @Test
  void aTokenIsReadByWhoHasItsKeyAndIsNotTooLong() {
    assertThat(keys.reading("k").read(token(keys, "k", "Zoë"))).contains("Zoë");
    assertThat(keys.tokenising("k").token(new byte[10], 0, 10)).hasSize(10 + 21);
    assertThat(21).isLessThanOrEqualTo(TokenKey.MOST_OVERHEAD);
  }

  @Test
  void whatIsNoTokenIsNotRead() {
    String token = token(keys, "k", "ada");

    assertThat(keys.reading("k").read("")).isEmpty();
    assertThat(keys.reading("k").read("not a token")).isEmpty();
    assertThat(keys.reading("k").read(token.substring(1))).isEmpty();
  }

  @Test
  void aRotatedKeysetMasksByItsNewKeyAndReadsTokensOfTheOldOne() throws Exception {
    MaskKeyset rotated = MaskKeyset.of(KeysetKind.MASKS.rotated(keyset));

    assertThat(rotated.version()).isNotEqualTo(keys.version());
    assertThat(hash(rotated, "k", "ada")).isNotEqualTo(hash(keys, "k", "ada"));
    assertThat(rotated.reading("k").read(token(keys, "k", "ada"))).contains("ada");
    assertThat(rotated.reading("k").read(token(rotated, "k", "ada"))).contains("ada");
  }

  @Test
  void aKeysetOfLettersMasksNothing() {
    KeysetHandle letters = KeysetKind.LETTERS.made();

    assertThatThrownBy(() -> MaskKeyset.of(letters))
        .isInstanceOf(KeysetException.class)
        .hasMessageContaining("keys new FILE --for masks");
  }

  @Test
  void aKeysetThatCanNotBeOpenedSaysWhyAndShowsNothingOfIt(@TempDir Path folder) throws Exception {
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, "{\"primaryKeyId\": \"hunter2\"}");

    assertThatThrownBy(() -> Keysets.open("file:" + broken))
        .isInstanceOf(KeysetException.class)
        .hasMessageContaining("holds no keyset of Tink")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
    assertThatThrownBy(() -> Keysets.open(folder.resolve("none").toString()))
        .hasMessageContaining("there is no file");
    assertThatThrownBy(() -> Keysets.open("env:SLUICE_TEST_NO_SUCH_VARIABLE"))
        .hasMessageContaining("environment variable SLUICE_TEST_NO_SUCH_VARIABLE");
  }

  @Test
  void aKeysetThatAServiceHasEncryptedIsOpenedByIt(@TempDir Path folder) throws Exception {
    MemoryKms.add();
    Path file = folder.resolve("keys.json");
    Files.writeString(file, Keysets.text(keyset, "memory-kms://k"));

    MaskKeyset opened = MaskKeyset.of(Keysets.open(file.toString(), "memory-kms://k"));

    assertThat(hash(opened, "k", "ada")).isEqualTo(hash(keys, "k", "ada"));
    assertThatThrownBy(() -> Keysets.open(file.toString()))
        .hasMessageContaining("needs its URI beside it");
  }

  @Test
  void aKeyManagementServiceWithoutItsClientIsAClearError(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys.json");
    Files.writeString(file, Keysets.text(keyset, null));

    assertThatThrownBy(() -> Keysets.open(file.toString(), "gcp-kms://projects/p/keys/k"))
        .isInstanceOf(KeysetException.class)
        .hasMessageContaining("no client for gcp-kms://projects/p/keys/k is on the class path");
  }
}
