package io.sluice.engine.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Contracts;
import io.sluice.engine.testing.RandomRecords;
import io.sluice.engine.verdict.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the walk against Avro's own reader on records whose bytes were damaged: what the walk
 * passes, Avro reads to the last byte; what it rejects, Avro rejects too, or it is one of the ways
 * in which the walk is stricter on purpose.
 */
class MutationTest {

  /** Where Avro's reader takes what its specification does not allow. */
  private static final Set<Structure> STRICTER =
      EnumSet.of(Structure.BOOLEAN, Structure.VARINT, Structure.UTF8, Structure.BLOCK_SIZE);

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

  private final Plan plan = CompiledContract.of(Contracts.of(), KITCHEN_SINK).planFor(KITCHEN_SINK);
  private final Walk walk = new Walk();
  private final GenericDatumReader<Object> avro = new GenericDatumReader<>(KITCHEN_SINK);
  private final Map<Structure, Integer> stricter = new EnumMap<>(Structure.class);

  @Test
  void damagedRecordsAreJudgedAsAvroReadsThem() {
    judgeDamagedRecords(100_000, 1);
    assertThat(stricter.keySet()).isSubsetOf(STRICTER);
  }

  @Test
  @Tag("full")
  void aMillionDamagedRecordsAreJudgedAsAvroReadsThem() {
    judgeDamagedRecords(1_000_000, 2);
    assertThat(stricter.keySet()).isSubsetOf(STRICTER);
  }

  @Test
  void everyTruncationAndEveryFlippedBitIsJudgedAsAvroReadsIt() {
    RandomRecords records = new RandomRecords(new Random(4));
    for (int i = 0; i < 30; i++) {
      byte[] whole = Avro.bytes(records.next(KITCHEN_SINK), KITCHEN_SINK);
      for (int at = 0; at < whole.length; at++) {
        judge(Arrays.copyOf(whole, at));
        for (int bit = 0; bit < 8; bit++) {
          byte[] flipped = whole.clone();
          flipped[at] ^= (byte) (1 << bit);
          judge(flipped);
        }
      }
    }
    assertThat(stricter.keySet()).isSubsetOf(STRICTER);
  }

  @Test
  void wholeRecordsAreCompliant() {
    RandomRecords records = new RandomRecords(new Random(3));
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = Avro.bytes(records.next(KITCHEN_SINK), KITCHEN_SINK);
      assertThat(plan.judge(walk, bytes, 0, bytes.length)).isSameAs(Verdict.COMPLIANT);
    }
  }

  private void judgeDamagedRecords(int count, long seed) {
    Random random = new Random(seed);
    RandomRecords records = new RandomRecords(random);
    for (int i = 0; i < count; i++) {
      judge(damage(Avro.bytes(records.next(KITCHEN_SINK), KITCHEN_SINK), random));
    }
  }

  /** Judges bytes, and holds that against what Avro's reader makes of them. */
  private void judge(byte[] bytes) {
    Verdict verdict = plan.judge(walk, bytes, 0, bytes.length);
    boolean reads = avroReads(bytes);
    if (!verdict.isViolating()) {
      assertThat(reads).as(() -> "passed, but Avro can't read " + hex(bytes)).isTrue();
    } else if (reads) {
      String rule = verdict.violations().getLast().rule();
      Structure structure =
          EnumSet.allOf(Structure.class).stream()
              .filter(s -> s.rule().equals(rule))
              .findFirst()
              .orElseThrow(() -> new AssertionError(rule + " of " + hex(bytes)));
      stricter.merge(structure, 1, Integer::sum);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private boolean avroReads(byte[] bytes) {
    try {
      BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
      avro.read(null, decoder);
      return decoder.isEnd();
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | UnsupportedOperationException
        | NegativeArraySizeException
        | StackOverflowError e) {
      return false;
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
