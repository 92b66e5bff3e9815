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

  @Test
  void keysThatWereRemovedAreGoneWhereverTheOthersStand() {
    KeyTable table = new KeyTable();
    RandomGenerator keys = keys();
    // Few different ones, so that many stand where others would.
    for (int i = 0; i < 5000; i++) {
      table.put(keys.nextInt(0, 4), keys.nextInt(0, 700), 1);
    }
    boolean[][] there = new boolean[4][700];
    table.visit((high, low, number) -> there[(int) high][(int) low] = true);

    for (int i = 0; i < 20_000; i++) {
      int high = keys.nextInt(0, 4);
      int low = keys.nextInt(0, 700);
      if (keys.nextInt(0, 3) == 0) {
        table.put(high, low, 1);
        there[high][low] = true;
      } else {
        table.remove(high, low);
        there[high][low] = false;
      }
    }

    int size = 0;
    for (int high = 0; high < 4; high++) {
      for (int low = 0; low < 700; low++) {
        assertThat(table.get(high, low)).isEqualTo(there[high][low] ? 1 : KeyTable.NONE);
        size += there[high][low] ? 1 : 0;
      }
    }
    assertThat(table.size()).isEqualTo(size);
  }
}
