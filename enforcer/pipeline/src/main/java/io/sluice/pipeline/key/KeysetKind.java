package io.sluice.pipeline.key;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import java.security.GeneralSecurityException;

/** What a keyset is for, and so of which kind its keys are. */
public enum KeysetKind {
  /** Masks of fields and keys. */
  MASKS(PredefinedPrfParameters.HKDF_SHA256),
  /** Sealed dead letters. */
  LETTERS(PredefinedAeadParameters.AES256_GCM);

  private final Parameters keys;

  KeysetKind(Parameters keys) {
    this.keys = keys;
  }

  /** A keyset with one new key. */
  public KeysetHandle made() {
    return withNew(KeysetHandle.newBuilder());
  }

  /** The same keyset with a new key, which is used from now on; the others can still be read by. */
  public KeysetHandle rotated(KeysetHandle keyset) {
    return withNew(KeysetHandle.newBuilder(keyset));
  }

  /**
   * A keyset less one of its keys.
   *
   * @param id of the key, in decimal
   * @throws KeysetException where it has none of that id, or uses it
   */
  public static KeysetHandle without(KeysetHandle keyset, String id) throws KeysetException {
    for (int i = 0; i < keyset.size(); i++) {
      KeysetHandle.Entry entry = keyset.getAt(i);
      if (Integer.toUnsignedString(entry.getId()).equals(id)) {
        if (entry.isPrimary()) {
          throw new KeysetException("key %s is in use; rotate the keyset first".formatted(id));
        }
        return built(KeysetHandle.newBuilder(keyset).deleteAt(i));
      }
    }
    throw new KeysetException("the keyset has no key " + id);
  }

  private KeysetHandle withNew(KeysetHandle.Builder keyset) {
    return built(
        keyset.addEntry(
            KeysetHandle.generateEntryFromParameters(keys).withRandomId().makePrimary()));
  }

  private static KeysetHandle built(KeysetHandle.Builder keyset) {
    Keysets.known();
    try {
      return keyset.setConfiguration(RegistryConfiguration.get()).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset could not be made", e);
    }
  }

  /**
   * Which kind a keyset is of.
   *
   * @throws KeysetException where it is of none
   */
  public static KeysetKind of(KeysetHandle keyset) throws KeysetException {
    for (KeysetKind kind : values()) {
      if (keyset.getPrimary().getKey().getParameters().getClass() == kind.keys.getClass()) {
        return kind;
      }
    }
    throw new KeysetException("the keyset is of a kind that Sluice does not use");
  }
}
