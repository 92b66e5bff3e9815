package io.sluice.engine.testing;

import io.sluice.engine.rewrite.HashKey;
import io.sluice.engine.rewrite.HmacSha256;
import io.sluice.engine.rewrite.MaskKeys;
import io.sluice.engine.rewrite.TokenKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A key for every name, made of the name; and for every name and subject, but for those that are
 * forgotten.
 */
public final class TestKeys implements MaskKeys {

  /** Of whom there are no keys. */
  public static final String FORGOTTEN = "forgotten";

  /** What a token has before the value. */
  public static final int OVERHEAD = 21;

  private final String whose;

  public TestKeys() {
    this("");
  }

  private TestKeys(String whose) {
    this.whose = whose;
  }

  @Override
  public Optional<MaskKeys> ofSubject(byte[] subject, int length) {
    String text = new String(subject, 0, length, StandardCharsets.UTF_8);
    return text.equals(FORGOTTEN) ? Optional.empty() : Optional.of(new TestKeys("/" + text));
  }

  @Override
  public HashKey hashing(String name) {
    return new HmacSha256(bytes(name + whose));
  }

  /** A token that shows that it was made: no encryption, but as deterministic and as long. */
  @Override
  public TokenKey tokenising(String name) {
    HashKey hash = hashing(name);
    return (value, offset, length) -> {
      byte[] mac = new byte[HashKey.LENGTH];
      hash.hash(value, offset, length, mac);
      byte[] token = new byte[OVERHEAD + length];
      System.arraycopy(mac, 0, token, 0, OVERHEAD);
      for (int i = 0; i < length; i++) {
        token[OVERHEAD + i] = (byte) (value[offset + i] ^ mac[i % mac.length]);
      }
      return token;
    };
  }

  private static byte[] bytes(String name) {
    return Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 32);
  }
}
