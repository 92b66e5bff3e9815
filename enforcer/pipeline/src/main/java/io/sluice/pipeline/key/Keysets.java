package io.sluice.pipeline.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.KmsClients;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds keysets: Tink's, in its JSON. A location is {@code file:PATH}, or the path alone, or {@code
 * env:NAME} for a keyset that is the value of an environment variable.
 */
public final class Keysets {

  private static final String FILE = "file:";
  private static final String ENVIRONMENT = "env:";
  private static final byte[] NOTHING_ASSOCIATED = new byte[0];

  static {
    try {
      AeadConfig.register();
      DeterministicAeadConfig.register();
      PrfConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink's kinds of keys can't be told apart", e);
    }
  }

  private Keysets() {}

  /** Makes Tink know the kinds of keys that Sluice uses. */
  public static void known() {}

  /**
   * The keyset at a location, in clear.
   *
   * @throws KeysetException where there is none, or it can't be read
   */
  public static KeysetHandle open(String location) throws KeysetException {
    return open(location, null);
  }

  /**
   * The keyset at a location.
   *
   * @param kms the URI of the key in a key management service that the keyset is encrypted with,
   *     such as {@code gcp-kms://…}; null where it stands in clear
   * @throws KeysetException where there is none, or it can't be read
   */
  public static KeysetHandle open(String location, @Nullable String kms) throws KeysetException {
    return parsed(stored(location), location, kms);
  }

  /** The keyset of a text that stood at a location. */
  static KeysetHandle parsed(String json, String location, @Nullable String kms)
      throws KeysetException {
    Aead wrapping = kms == null ? null : wrapping(kms);
    try {
      KeysetHandle keyset =
          wrapping == null
              ? TinkJsonProtoKeysetFormat.parseKeyset(
                  json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
              : TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
                  json, wrapping, NOTHING_ASSOCIATED, RegistryConfiguration.get());
      // Tink parses keysets that it then can't use: of keys unknown to it, or whose primary is off.
      Objects.requireNonNull(keyset.getPrimary());
      for (int i = 0; i < keyset.size(); i++) {
        Objects.requireNonNull(keyset.getAt(i));
      }
      return keyset;
    } catch (GeneralSecurityException | RuntimeException e) {
      // The cause may quote what it read.
      throw new KeysetException(
          kms == null
              ? "%s holds no keyset of Tink in JSON and in clear; `bin/sluice keys new FILE` makes one, and one that a key management service has encrypted needs its URI beside it"
                  .formatted(location)
              : "%s holds no keyset of Tink that %s has encrypted, or the service refuses to open it"
                  .formatted(location, kms));
    }
  }

  /**
   * A keyset as it is kept: a secret, unless a key management service encrypts it.
   *
   * @param kms as {@link #open(String, String)} has it
   * @throws KeysetException where that service can't be asked
   */
  public static String text(KeysetHandle keyset, @Nullable String kms) throws KeysetException {
    known();
    try {
      return kms == null
          ? TinkJsonProtoKeysetFormat.serializeKeyset(
              keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
          : TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
              keyset, wrapping(kms), NOTHING_ASSOCIATED, RegistryConfiguration.get());
    } catch (GeneralSecurityException e) {
      throw new KeysetException("the keyset could not be written", e);
    }
  }

  /** What stands at a location. */
  static String stored(String location) throws KeysetException {
    if (location.startsWith(ENVIRONMENT)) {
      String name = location.substring(ENVIRONMENT.length());
      String value = System.getenv(name);
      if (value == null || value.isBlank()) {
        throw new KeysetException("the environment variable %s holds no keyset".formatted(name));
      }
      return value;
    }
    try {
      return Files.readString(path(location), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new KeysetException(
          "there is no file %s; `bin/sluice keys new FILE` makes a keyset".formatted(location), e);
    } catch (IOException e) {
      throw new KeysetException("%s can't be read".formatted(location), e);
    }
  }

  /** Why one keyset can't take over from another while that is in use; empty where it can. */
  public static Optional<String> refusal(KeysetHandle inUse, KeysetHandle next) {
    KeysetHandle.Entry primary = inUse.getPrimary();
    for (int i = 0; i < next.size(); i++) {
      KeysetHandle.Entry entry = next.getAt(i);
      if (entry.getId() == primary.getId()
          && entry.getStatus() == KeyStatus.ENABLED
          && entry.getKey().equalsKey(primary.getKey())) {
        return Optional.empty();
      }
    }
    return Optional.of(
        "holds another keyset, without key %s, which is in use: put that one back, or restart the service with the new one on purpose"
            .formatted(Integer.toUnsignedString(primary.getId())));
  }

  private static Path path(String location) throws KeysetException {
    try {
      return Path.of(location.startsWith(FILE) ? location.substring(FILE.length()) : location);
    } catch (InvalidPathException e) {
      throw new KeysetException("%s is no path of a file".formatted(location), e);
    }
  }

  /** The key that keysets are encrypted with, held by a service that a client is there for. */
  static Aead wrapping(String uri) throws KeysetException {
    try {
      return client(uri).getAead(uri);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KeysetException(
          "the key management service does not give %s: %s".formatted(uri, e.getMessage()), e);
    }
  }

  private static KmsClient client(String uri) throws KeysetException, GeneralSecurityException {
    try {
      return KmsClients.get(uri); // one that was made known
    } catch (GeneralSecurityException none) {
      for (KmsClient client : ServiceLoader.load(KmsClient.class)) {
        if (client.doesSupport(uri)) {
          return client.withDefaultCredentials();
        }
      }
      throw new KeysetException(
          "no client for %s is on the class path: put Tink's client of that key management service, with all it needs, into a folder, and name that by SLUICE_CLASSPATH=FOLDER/*"
              .formatted(uri));
    }
  }
}
