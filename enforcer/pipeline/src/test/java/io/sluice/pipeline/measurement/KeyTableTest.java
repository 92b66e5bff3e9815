package io.sluice.pipeline.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class KeyTableTest {

  private static final int KEYS = 1_000_000;
  private static final long SEED = 7;

  private static RandomGenerator keys() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  }

  @Test
  void aMillionKeysAreToldApart() {
    KeyTable table = new KeyTable();
    RandomGenerator keys = keys();
    for (int i = 0; i < KEYS; i++) {
      table.put(keys.nextLong(), keys.nextLong(), i);
    }

    assertThat(table.size()).isEqualTo(KEYS);
    keys = keys();
    for (int i = 0; i < KEYS; i++) {
      long high = keys.nextLong();
      long low = keys.nextLong();
      if (table.get(high, low) != i || table.get(high, low + 1) != KeyTable.NONE) {
        throw new AssertionError("key " + i);
      }
    }
  }

  @Test
  void keyHasTheNumberThatItWasGivenLast() {
    KeyTable table = new KeyTable();

    table.put(0, 0, 1);
    table.put(0, 0, 2);

    assertThat(table.get(0, 0)).isEqualTo(2);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void droppedKeysAreGoneAndTheOthersStay() {
    KeyTable table = new KeyTable();
    RandomGenerator keys = keys();
    for (int i = 0; i < 1000; i++) {
      table.put(keys.nextLong(), keys.nextLong(), i);
    }

    table.retain(number -> number >= 900);

    assertThat(table.size()).isEqualTo(100);
    keys = keys();
    for (int i = 0; i < 1000; i++) {
      assertThat(table.get(keys.nextLong(), keys.nextLong())).isEqualTo(i < 900 ? -1 : i);
    }
  }
}
