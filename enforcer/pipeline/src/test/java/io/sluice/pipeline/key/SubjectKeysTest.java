package io.sluice.pipeline.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.engine.rewrite.HashKey;
import io.sluice.engine.rewrite.MaskKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectKeysTest {

  private final SubjectKeys everybody = SubjectKeys.made();

  private static Optional<String> seed(SubjectKeys keys, String subject) {
    byte[] text = subject.getBytes(StandardCharsets.UTF_8);
    return keys.seed(text, text.length).map(Base64.getEncoder()::encodeToString);
  }

  private static List<String> persons(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "person-" + i).toList();
  }

  @Test
  void everybodyHasASeedOfTheirOwn() {
    Set<String> seeds = new HashSet<>();
    for (String person : persons(0, 1_000)) {
      seeds.add(seed(everybody, person).orElseThrow());
    }

    assertThat(seeds).hasSize(1_000);
    assertThat(seed(everybody, "person-7")).isEqualTo(seed(everybody, "person-7"));
    assertThat(seed(SubjectKeys.made(), "person-7")).isNotEqualTo(seed(everybody, "person-7"));
    assertThat(everybody.forgotten()).isZero();
  }

  @Test
  void whoIsForgottenHasNoneAndAllOthersKeepTheirs() {
    SubjectKeys left = everybody;
    for (String person : persons(0, 300)) {
      left = left.without(person);
    }

    SubjectKeys kept = left;
    assertThat(persons(0, 300)).allSatisfy(person -> assertThat(seed(kept, person)).isEmpty());
    assertThat(persons(300, 1_300))
        .allSatisfy(person -> assertThat(seed(kept, person)).isEqualTo(seed(everybody, person)));
    assertThat(kept.forgotten()).isEqualTo(300);
    assertThat(kept.without("person-7").forgotten()).isEqualTo(300);
  }

  @Test
  void orderInWhichPersonsAreForgottenDoesNotMatter() throws Exception {
    assertThat(everybody.without("a").without("b").text(null))
        .isEqualTo(everybody.without("b").without("a").text(null));
  }

  @Test
  void noNodeOfThePathToAForgottenPersonIsLeft() throws Exception {
    // What stands beside the path can't make what stands on it: of either half of a node the other
    // can't be told. Here, that the root and the leaf are gone from what is kept.
    byte[] before = nodes(everybody);
    byte[] leaf = Base64.getDecoder().decode(seed(everybody, "a").orElseThrow());
    byte[] after = nodes(everybody.without("a"));

    assertThat(after).hasSize(64 * before.length);
    assertThat(new String(after, StandardCharsets.ISO_8859_1))
        .doesNotContain(
            new String(before, 9, 16, StandardCharsets.ISO_8859_1),
            new String(leaf, StandardCharsets.ISO_8859_1));
  }

  private static byte[] nodes(SubjectKeys keys) throws Exception {
    String json = keys.text(null);
    return Base64.getDecoder().decode(json.substring(json.indexOf(':') + 2, json.length() - 2));
  }

  @Test
  void keysAreReadAsTheyWereWritten(@TempDir Path folder) throws Exception {
    SubjectKeys left = everybody.without("a").without("b");
    Path file = folder.resolve("subjects.json");
    Files.writeString(file, left.text(null) + "\n");

    SubjectKeys read = SubjectKeys.open(KeysetPlace.of(file));

    assertThat(read.forgotten()).isEqualTo(2);
    assertThat(seed(read, "a")).isEmpty();
    assertThat(seed(read, "c")).isEqualTo(seed(everybody, "c"));
    assertThat(read.text(null)).isEqualTo(left.text(null));
  }

  @Test
  void keysThatAServiceHasEncryptedAreOpenedByItAlone(@TempDir Path folder) throws Exception {
    MemoryKms.add();
    SubjectKeys left = everybody.without("a");
    Path file = folder.resolve("subjects.json");
    Files.writeString(file, left.text("memory-kms://k"));

    SubjectKeys read = SubjectKeys.open(new KeysetPlace(file.toString(), "memory-kms://k"));

    assertThat(seed(read, "a")).isEmpty();
    assertThat(seed(read, "b")).isEqualTo(seed(everybody, "b"));
    assertThatThrownBy(() -> SubjectKeys.open(KeysetPlace.of(file)))
        .hasMessageContaining("need its URI beside them");
    Files.writeString(file, left.text(null));
    assertThatThrownBy(() -> SubjectKeys.open(new KeysetPlace(file.toString(), "memory-kms://k")))
        .hasMessageContaining("holds no keys of subjects that memory-kms://k has encrypted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"subjectKeys\":\"\"}",
        "{\"subjectKeys\":\"AAAA\"}",
        "{\"subjectKeys\":\"!\"}",
        "{\"encryptedSubjectKeys\":\"AAAA\"}"
      })
  void whatHoldsNoSuchKeysIsSaidSoWithoutIt(String text) {
    assertRefused(text);
  }

  @Test
  void treeThatHoldsALeafTwiceIsRefused() throws Exception {
    byte[] root = nodes(everybody);
    byte[] twice = new byte[2 * root.length];
    System.arraycopy(root, 0, twice, 0, root.length);
    System.arraycopy(nodes(everybody.without("a")), 25, twice, root.length, root.length);

    assertRefused("{\"subjectKeys\":\"" + Base64.getEncoder().encodeToString(twice) + "\"}");
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> SubjectKeys.parsed(text, new KeysetPlace("subjects.json", null)))
        .isInstanceOf(KeysetException.class)
        .hasMessageContaining("subjects.json holds no keys of subjects in clear")
        .hasNoCause();
  }

  @Test
  void keysetCanNotStandInForThem() throws Exception {
    assertRefused(Keysets.text(KeysetKind.MASKS.made(), null));
  }

  @Test
  void othersTakeOverOnlyWhereTheyForgetMore() {
    SubjectKeys less = everybody.without("a");

    assertThat(everybody.refusal(less)).isEmpty();
    assertThat(less.refusal(less.without("b"))).isEmpty();
    assertThat(less.refusal(everybody)).isPresent();
    assertThat(less.refusal(everybody.without("b"))).isPresent();
    assertThat(everybody.refusal(SubjectKeys.made())).isPresent();
    assertThat(less.state()).isEqualTo("forgotten=1");
  }

  // ---- masks by them

  private static final byte[] VALUE = "anna@example.org".getBytes(StandardCharsets.UTF_8);

  private static MaskKeys of(MaskKeyset keys, String subject) {
    byte[] text = subject.getBytes(StandardCharsets.UTF_8);
    return keys.ofSubject(text, text.length).orElseThrow();
  }

  private static String token(MaskKeys keys) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(keys.tokenising("contact").token(VALUE, 0, VALUE.length));
  }

  private static byte[] hash(MaskKeys keys) {
    byte[] hash = new byte[HashKey.LENGTH];
    keys.hashing("contact").hash(VALUE, 0, VALUE.length, hash);
    return hash;
  }

  @Test
  void masksOfAPersonTakeItsSeedAndTheKeyset() throws Exception {
    KeysetHandle keyset = KeysetKind.MASKS.made();
    MaskKeyset masks = MaskKeyset.of(keyset).with(everybody);
    MaskKeyset otherMasks = MaskKeyset.of(KeysetKind.MASKS.made()).with(everybody);
    MaskKeyset otherSeeds = MaskKeyset.of(keyset).with(SubjectKeys.made());

    assertThat(token(of(masks, "a"))).isEqualTo(token(of(masks, "a")));
    assertThat(
            Set.of(
                token(of(masks, "a")),
                token(of(masks, "b")),
                token(masks),
                token(of(otherMasks, "a")),
                token(of(otherSeeds, "a"))))
        .hasSize(5);
    assertThat(hash(of(masks, "a")))
        .isEqualTo(hash(of(masks, "a")))
        .isNotEqualTo(hash(of(masks, "b")))
        .isNotEqualTo(hash(masks))
        .isNotEqualTo(hash(of(otherMasks, "a")))
        .isNotEqualTo(hash(of(otherSeeds, "a")));
  }

  @Test
  void tokensOfAPersonAreReadUntilItIsForgottenAcrossRotations() throws Exception {
    KeysetHandle old = KeysetKind.MASKS.made();
    MaskKeyset rotated = MaskKeyset.of(KeysetKind.MASKS.rotated(old));
    String token = token(of(MaskKeyset.of(old).with(everybody), "a"));

    assertThat(rotated.reading("contact", everybody, "a").orElseThrow().read(token))
        .contains("anna@example.org");
    assertThat(rotated.reading("contact", everybody, "b").orElseThrow().read(token)).isEmpty();
    assertThat(rotated.reading("contact").read(token)).isEmpty();
    SubjectKeys left = everybody.without("a");
    assertThat(rotated.reading("contact", left, "a")).isEmpty();
    assertThat(rotated.reading("contact", left, "b").orElseThrow().read(token)).isEmpty();
    assertThat(rotated.with(left).ofSubject("a".getBytes(StandardCharsets.UTF_8), 1)).isEmpty();
  }
}
