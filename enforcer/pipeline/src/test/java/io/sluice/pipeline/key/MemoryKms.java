package io.sluice.pipeline.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.KmsClients;
import com.google.crypto.tink.RegistryConfiguration;
import java.security.GeneralSecurityException;

/** A key management service of this process: {@code memory-kms://…}. */
record MemoryKms(Aead key) implements KmsClient {

  /** Makes one known, for as long as the process runs. */
  static void add() throws GeneralSecurityException {
    KmsClients.add(
        new MemoryKms(
            KeysetKind.LETTERS.made().getPrimitive(RegistryConfiguration.get(), Aead.class)));
  }

  @Override
  public boolean doesSupport(String uri) {
    return uri.startsWith("memory-kms://");
  }

  @Override
  public KmsClient withCredentials(String path) {
    return this;
  }

  @Override
  public KmsClient withDefaultCredentials() {
    return this;
  }

  @Override
  public Aead getAead(String uri) {
    return key;
  }
}
