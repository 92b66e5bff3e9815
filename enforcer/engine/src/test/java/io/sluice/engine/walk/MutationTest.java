package io.sluice.engine.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Contracts;
import io.sluice.engine.testing.RandomRecords;
import io.sluice.engine.verdict.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the walk against Avro's own reader on records whose bytes were damaged. */
class MutationTest {

  /** Lengths, counts and indexes that overflow what is reckoned with them. */
  private static final long[] EXTREMES = {
    Long.MAX_VALUE,
    Long.MAX_VALUE - 1,
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    1L << 62,
    1L + Integer.MAX_VALUE,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    65_537,
    -1
  };

  private static final Schema KITCHEN_SINK =
      Avro.thing(
          "{\"name\":\"flag\",\"type\":\"boolean\"}",
          "{\"name\":\"count\",\"type\":\"int\"}",
          "{\"name\":\"total\",\"type\":\"long\"}",
          "{\"name\":\"ratio\",\"type\":\"float\"}",
          "{\"name\":\"value\",\"type\":\"double\"}",
          "{\"name\":\"name\",\"type\":\"string\"}",
          "{\"name\":\"raw\",\"type\":\"bytes\"}",
          "{\"name\":\"hash\",\"type\":{\"type\":\"fixed\",\"name\":\"hash\",\"size\":4}}",
          "{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"kind\",\"symbols\":[\"A\",\"B\",\"C\"]}}",
          "{\"name\":\"choice\",\"type\":[\"null\",\"int\",\"string\"]}",
          "{\"name\":\"items\",\"type\":{\"type\":\"array\",\"items\":[\"null\",\"string\"]}}",
          "{\"name\":\"labels\",\"type\":{\"type\":\"map\",\"values\":\"long\"}}",
          "{\"name\":\"next\",\"type\":[\"null\",\"thing\"]}");

  private final AvroOracle oracle = AvroOracle.of(KITCHEN_SINK);

  @Test
  void damagedRecordsAreJudgedAsAvroReadsThem() {
    judgeDamagedRecords(100_000, 1);
  }

  @Test
  @Tag("full")
  void aMillionDamagedRecordsAreJudgedAsAvroReadsThem() {
    judgeDamagedRecords(1_000_000, 2);
  }

  @Test
  void everyTruncationAndEveryFlippedBitIsJudgedAsAvroReadsIt() {
    RandomRecords records = new RandomRecords(new Random(4));
    for (int i = 0; i < 30; i++) {
      byte[] whole = Avro.bytes(records.next(KITCHEN_SINK), KITCHEN_SINK);
      for (int at = 0; at < whole.length; at++) {
        oracle.judge(Arrays.copyOf(whole, at));
        for (int bit = 0; bit < 8; bit++) {
          byte[] flipped = whole.clone();
          flipped[at] ^= (byte) (1 << bit);
          oracle.judge(flipped);
        }
      }
    }
  }

  @Test
  void wholeRecordsAreCompliant() {
    RandomRecords records = new RandomRecords(new Random(3));
    Plan plan = CompiledContract.of(Contracts.of(), KITCHEN_SINK).planFor(KITCHEN_SINK);
    Walk walk = new Walk();
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = Avro.bytes(records.next(KITCHEN_SINK), KITCHEN_SINK);
      assertThat(plan.judge(walk, bytes, 0, bytes.length)).isSameAs(Verdict.COMPLIANT);
    }
  }

  private void judgeDamagedRecords(int count, long seed) {
    Random random = new Random(seed);
    RandomRecords records = new RandomRecords(random);
    for (int i = 0; i < count; i++) {
      oracle.judge(damage(Avro.bytes(records.next(KITCHEN_SINK), KITCHEN_SINK), random));
    }
  }

  private static byte[] damage(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(7)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes = Arrays.copyOf(bytes, at);
      case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(4));
      case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 9), (byte) 0xff);
      case 5 -> bytes = spliced(bytes, at, number(EXTREMES[random.nextInt(EXTREMES.length)]));
      default -> bytes = spliced(bytes, at, Arrays.copyOfRange(bytes, 0, at));
    }
    return bytes;
  }

  /** The bytes with others put in place of the one at a position. */
  private static byte[] spliced(byte[] bytes, int at, byte[] others) {
    return ByteBuffer.allocate(bytes.length - 1 + others.length)
        .put(bytes, 0, at)
        .put(others)
        .put(bytes, at + 1, bytes.length - at - 1)
        .array();
  }

  /** A number as Avro writes it. */
  private static byte[] number(long number) {
    byte[] bytes = new byte[10];
    return Arrays.copyOf(bytes, BinaryData.encodeLong(number, bytes, 0));
  }
}
