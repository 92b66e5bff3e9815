package io.sluice.pipeline.sli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HashesTest {

  private final Hashes hashes = new Hashes();

  private void addAll(int count) {
    for (int i = 1; i <= count; i++) {
      hashes.add(mixed(i), i);
    }
  }

  private static long mixed(long number) {
    return number * 0x9e3779b97f4a7c15L;
  }

  private Map<Long, Integer> handedOver() {
    Map<Long, Integer> times = new HashMap<>();
    for (ByteBuffer piece : hashes.bytes()) {
      ByteBuffer bytes = piece.order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        long first = bytes.getLong();
        long second = bytes.getLong();
        assertThat(first).isEqualTo(mixed(second));
        times.merge(second, 1, Integer::sum);
      }
    }
    assertThat(times.values().stream().mapToInt(n -> n).sum()).isEqualTo(hashes.size());
    return times;
  }

  @Test
  void fewKeysStandOnceHoweverOftenTheyCome() {
    addAll(Hashes.TOLD_APART);
    addAll(Hashes.TOLD_APART);

    assertThat(handedOver())
        .hasSize(Hashes.TOLD_APART)
        .allSatisfy((key, n) -> assertThat(n).isOne());
  }

  @Test
  void ofManyNoneIsMissingAndTheFirstStandOnceWhereTheyComeAgain() {
    int many = 40 * Hashes.TOLD_APART;
    for (int i = Hashes.TOLD_APART + 1; i <= many; i++) {
      addAll(2);
      hashes.add(mixed(i), i);
    }
    addAll(Hashes.TOLD_APART);

    assertThat(handedOver()).hasSize(many).allSatisfy((key, n) -> assertThat(n).isOne());
  }

  @Test
  void ofManyThatHardlyRepeatNoneIsMissing() {
    int many = 40 * Hashes.TOLD_APART;
    addAll(many);
    addAll(many);

    assertThat(handedOver()).hasSize(many).allSatisfy((key, n) -> assertThat(n).isBetween(1, 2));
    assertThat(hashes.size()).isEqualTo(2 * many);
  }

  @Test
  void aHashOfNothingIsOneAsWell() {
    assertThat(hashes.add(0, 0)).isTrue();
    assertThat(hashes.add(0, 0)).isFalse();
    assertThat(hashes.size()).isOne();
  }
}
