package io.sluice.pipeline.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.util.SecretBytes;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.rewrite.HashKey;
import io.sluice.engine.rewrite.HmacSha256;
import io.sluice.engine.rewrite.KeyNames;
import io.sluice.engine.rewrite.MaskKeys;
import io.sluice.engine.rewrite.TokenKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of masks, out of one keyset: from each of its keys, HKDF-SHA-256 (RFC 5869) derives one
 * for every name and use, so that contracts may name keys as they need them, and nobody has to
 * store more than the keyset. The primary key masks; tokens of the others can still be read. A key
 * of a person alone is derived of that person's {@linkplain SubjectKeys seed} as well, so that it
 * takes both to make it. Immutable and safe to share.
 */
public final class MaskKeyset implements MaskKeys, Rotatable<MaskKeyset> {

  /** Of AES-256-SIV (RFC 5297), which takes two keys. */
  private static final int TOKEN_KEY_BYTES = 64;

  private static final byte[] NOTHING_ASSOCIATED = new byte[0];

  private static final int SALT_BYTES = 32;

  private final KeysetHandle keyset;
  private final PrfSet derivations;
  private final @Nullable SubjectKeys subjects;
  private final byte @Nullable [] seed;

  /**
   * @param subjects the seeds of persons; null where there are none
   * @param seed that of the one person whose keys these are; null for keys that all share
   */
  private MaskKeyset(
      KeysetHandle keyset,
      PrfSet derivations,
      @Nullable SubjectKeys subjects,
      byte @Nullable [] seed) {
    this.keyset = keyset;
    this.derivations = derivations;
    this.subjects = subjects;
    this.seed = seed;
  }

  /**
   * Takes a keyset.
   *
   * @throws KeysetException where it is of another kind
   */
  public static MaskKeyset of(KeysetHandle keyset) throws KeysetException {
    Keysets.known();
    try {
      MaskKeyset masks =
          new MaskKeyset(
              keyset, keyset.getPrimitive(RegistryConfiguration.get(), PrfSet.class), null, null);
      // Other functions of this kind give less than is asked of them here.
      for (Prf prf : masks.derivations.getPrfs().values()) {
        Arrays.fill(prf.compute(NOTHING_ASSOCIATED, TOKEN_KEY_BYTES), (byte) 0);
      }
      return masks;
    } catch (GeneralSecurityException e) {
      throw new KeysetException(
          "the keyset is none of masks, whose keys are HKDF-SHA-256 (HKDF_SHA256 in Tink's words); `bin/sluice keys new FILE --for masks` makes one",
          e);
    }
  }

  /** The same keys, and those of persons. */
  public MaskKeyset with(SubjectKeys persons) {
    return new MaskKeyset(keyset, derivations, persons, null);
  }

  @Override
  public Optional<MaskKeys> ofSubject(byte[] subject, int length) {
    return subjects == null
        ? MaskKeys.super.ofSubject(subject, length)
        : subjects.seed(subject, length).map(this::ofSeed);
  }

  private MaskKeyset ofSeed(byte[] itsSeed) {
    return new MaskKeyset(keyset, derivations, null, itsSeed);
  }

  @Override
  public Optional<String> refusal(MaskKeyset next) {
    return Keysets.refusal(keyset, next.keyset);
  }

  @Override
  public String state() {
    return "key=" + version();
  }

  /**
   * Makes sure that a contract's masks have their keys.
   *
   * @param given null where none are
   * @throws MissingKeysException where they have not
   */
  public static void require(CompiledContract contract, @Nullable MaskKeyset given) {
    if (given == null && !contract.keyNames().isEmpty()) {
      throw new MissingKeysException(
          "masks of contract %s need keys (%s), and no keyset is given: make one with `bin/sluice keys new FILE --for masks`, keep it as the secret that it is, and set sluice.keys.masks to its place"
              .formatted(contract.contract().coordinates(), names(contract.keyNames())));
    }
    List<String> subjects = contract.keyNames().subjects();
    if (given != null && given.subjects == null && !subjects.isEmpty()) {
      throw new MissingKeysException(
          "masks of contract %s need keys of their subjects (%s), and none are given: make some with `bin/sluice keys new FILE --for subjects`, keep them as the secret that they are, and set sluice.keys.subjects to their place"
              .formatted(contract.contract().coordinates(), String.join(", ", subjects)));
    }
  }

  private static String names(KeyNames names) {
    return Stream.concat(names.hashing().stream(), names.tokenising().stream())
        .map(KeyNames.Named::name)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The id of the key that masks, in decimal, as Tink's tools show it. */
  public String version() {
    return Integer.toUnsignedString(keyset.getPrimary().getId());
  }

  @Override
  public HashKey hashing(String name) {
    byte[] key = derived(prf(derivations.getPrimaryId()), "hash", name, HashKey.LENGTH);
    HashKey hashing = new HmacSha256(key);
    Arrays.fill(key, (byte) 0);
    return hashing;
  }

  @Override
  public TokenKey tokenising(String name) {
    DeterministicAead tokens = tokens(name);
    return (value, offset, length) -> {
      try {
        return tokens.encryptDeterministically(
            Arrays.copyOfRange(value, offset, offset + length), NOTHING_ASSOCIATED);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a value could not be made a token", e);
      }
    };
  }

  /** Reads the tokens of a name, whichever of the keys made them. */
  public Tokens reading(String name) {
    return new Tokens(tokens(name));
  }

  /** Likewise, those of a person; empty where that person is forgotten. */
  public Optional<Tokens> reading(String name, SubjectKeys persons, String subject) {
    byte[] text = subject.getBytes(StandardCharsets.UTF_8);
    return persons.seed(text, text.length).map(this::ofSeed).map(own -> own.reading(name));
  }

  private DeterministicAead tokens(String name) {
    try {
      KeysetHandle.Builder keys = KeysetHandle.newBuilder();
      for (int i = 0; i < keyset.size(); i++) {
        KeysetHandle.Entry entry = keyset.getAt(i);
        if (entry.getStatus() == KeyStatus.ENABLED) {
          keys.addEntry(tokenKey(entry, prf(entry.getId()), name));
        }
      }
      return keys.build().getPrimitive(RegistryConfiguration.get(), DeterministicAead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keys of tokens can't be derived", e);
    }
  }

  @AccessesPartialKey
  private KeysetHandle.Builder.Entry tokenKey(KeysetHandle.Entry of, Prf prf, String name)
      throws GeneralSecurityException {
    byte[] key = derived(prf, "token", name, TOKEN_KEY_BYTES);
    AesSivKey token =
        AesSivKey.builder()
            .setParameters(
                AesSivParameters.builder()
                    .setKeySizeBytes(TOKEN_KEY_BYTES)
                    .setVariant(AesSivParameters.Variant.TINK)
                    .build())
            .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
            .setIdRequirement(of.getId())
            .build();
    Arrays.fill(key, (byte) 0);
    KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(token).withFixedId(of.getId());
    return of.isPrimary() ? entry.makePrimary() : entry;
  }

  private Prf prf(int id) {
    try {
      return Objects.requireNonNull(derivations.getPrfs().get(id));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keyset can't be used any more", e);
    }
  }

  private byte[] derived(Prf prf, String use, String name, int length) {
    if (seed == null) {
      return shared(prf, use, name, length);
    }
    byte[] salt = shared(prf, use + "/subject", name, SALT_BYTES);
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addSalt(salt)
                  .addIKM(seed)
                  .thenExpand(NOTHING_ASSOCIATED, length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HKDF-SHA256", e);
    }
  }

  /** What is derived for one use must not be known from another. */
  private static byte[] shared(Prf prf, String use, String name, int length) {
    try {
      return prf.compute(
          "sluice/masks/%s/%s".formatted(use, name).getBytes(StandardCharsets.UTF_8), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key can't be derived", e);
    }
  }
}
