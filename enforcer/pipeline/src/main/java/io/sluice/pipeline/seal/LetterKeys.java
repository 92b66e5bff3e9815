package io.sluice.pipeline.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.Keysets;
import io.sluice.pipeline.key.Rotatable;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The keyset of letters. Each letter is encrypted with a data key of its own, which stands beside
 * it encrypted with the keyset's primary key; any key of the set opens what it has sealed, so that
 * letters outlive a rotation for as long as the old key is kept. Safe to share between threads.
 *
 * <p>What is sealed is one byte for the {@linkplain Form form}, then what Tink's envelope
 * encryption writes.
 */
public final class LetterKeys implements Rotatable<LetterKeys> {

  private final KeysetHandle keyset;
  private final Aead envelope;
  private final long primary;
  private final Set<Long> ids;

  private LetterKeys(KeysetHandle keyset, Aead envelope, long primary, Set<Long> ids) {
    this.keyset = keyset;
    this.envelope = envelope;
    this.primary = primary;
    this.ids = ids;
  }

  /**
   * The keys of a keyset.
   *
   * @throws KeysetException where it is of another kind
   */
  public static LetterKeys of(KeysetHandle keyset) throws KeysetException {
    Keysets.known();
    try {
      Aead wrapping = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
      return new LetterKeys(
          keyset,
          KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, wrapping),
          id(keyset.getPrimary()),
          IntStream.range(0, keyset.size())
              .mapToObj(keyset::getAt)
              .filter(key -> key.getStatus() == KeyStatus.ENABLED)
              .map(LetterKeys::id)
              .collect(Collectors.toUnmodifiableSet()));
    } catch (GeneralSecurityException e) {
      throw new KeysetException(
          "the keyset is none of letters, whose keys are for authenticated encryption (AEAD), such as AES-256-GCM; `bin/sluice keys new FILE --for letters` makes one",
          e);
    }
  }

  /** As Tink's own tools print it. */
  private static long id(KeysetHandle.Entry key) {
    return Integer.toUnsignedLong(key.getId());
  }

  /** The id of the key that seals. */
  public long primary() {
    return primary;
  }

  @Override
  public Optional<String> refusal(LetterKeys next) {
    return Keysets.refusal(keyset, next.keyset);
  }

  @Override
  public String state() {
    return "key=" + primary;
  }

  /** Whether a key of that id is among them. */
  boolean holds(long id) {
    return ids.contains(id);
  }

  byte[] seal(byte[] content, RawPlace place) {
    try {
      Form form = Form.of(content);
      byte[] sealed = envelope.encrypt(form.written(content), place.associated());
      return ByteBuffer.allocate(1 + sealed.length).put(form.code()).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a letter could not be sealed", e);
    }
  }

  /**
   * Opens what was sealed for a place.
   *
   * @throws GeneralSecurityException where it does not open: by another key, for another place, or
   *     since somebody changed it
   * @throws IllegalArgumentException where nothing was sealed so
   */
  byte[] open(byte[] sealed, RawPlace place) throws GeneralSecurityException {
    if (sealed.length == 0) {
      throw new GeneralSecurityException("nothing is sealed here");
    }
    Form form = Form.ofCode(sealed[0]);
    byte[] encrypted = Arrays.copyOfRange(sealed, 1, sealed.length);
    return form.read(envelope.decrypt(encrypted, place.associated()));
  }
}
