package io.sluice.engine.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is remembered is what the key gives. */
class RecentHashesTest {

  private final HashKey key = new TestKeys().hashing("customers");
  private final RecentHashes recent = new RecentHashes(key);

  @Test
  void hashIsTheKeysWhetherTheValueCameLatelyOrNot() {
    Random random = new Random(3);
    byte[] bytes = new byte[64];
    for (int i = 0; i < 50_000; i++) {
      int length = random.nextInt(bytes.length);
      int offset = random.nextInt(bytes.length - length);
      for (int j = 0; j < length; j++) {
        bytes[offset + j] = (byte) random.nextInt(length < 8 ? 2 : 256);
      }
      byte[] expected = new byte[HashKey.LENGTH];
      byte[] actual = new byte[HashKey.LENGTH];

      key.hash(bytes, offset, length, expected);
      recent.hash(bytes, offset, length, actual);

      assertThat(actual).isEqualTo(expected);
    }
  }

  @Test
  void valuesThatComeAgainAreRememberedAlsoAfterManyThatDidNot() {
    AtomicInteger asked = new AtomicInteger();
    RecentHashes counted =
        new RecentHashes(
            (value, offset, length, into) -> {
              asked.incrementAndGet();
              key.hash(value, offset, length, into);
            });
    for (int i = 0; i < 100_000; i++) {
      hash(counted, "once-" + i);
    }
    assertThat(asked).hasValue(100_000);
    for (int i = 0; i < 100_000; i++) {
      hash(counted, "again-" + i % 50);
    }

    assertThat(asked.get() - 100_000).isLessThan(10_000);
  }

  private static void hash(HashKey key, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    key.hash(bytes, 0, bytes.length, new byte[HashKey.LENGTH]);
  }
}
