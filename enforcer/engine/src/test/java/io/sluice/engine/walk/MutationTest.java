package io.sluice.engine.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Contracts;
import io.sluice.engine.testing.RandomRecords;
import io.sluice.engine.verdict.Verdict;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
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
      EnumSet.of(
          Structure.BOOLEAN,
          Structure.VARINT,
          Structure.UTF8,
          Structure.BLOCK_SIZE,
          Structure.COUNT);

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
    judgeDamagedRecords(30_000, 1);
    assertThat(stricter.keySet()).isSubsetOf(STRICTER);
  }

  @Test
  @Tag("full")
  void aMillionDamagedRecordsAreJudgedAsAvroReadsThem() {
    judgeDamagedRecords(1_000_000, 2);
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
      byte[] bytes = damage(Avro.bytes(records.next(KITCHEN_SINK), KITCHEN_SINK), random);
      Verdict verdict = plan.judge(walk, bytes, 0, bytes.length);
      boolean reads = avroReads(bytes);
      String hex = HexFormat.of().formatHex(bytes);
      if (!verdict.isViolating()) {
        assertThat(reads).as("passed, but Avro can't read %s", hex).isTrue();
      } else if (reads) {
        String rule = verdict.violations().getLast().rule();
        Structure structure =
            EnumSet.allOf(Structure.class).stream()
                .filter(s -> s.rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError(rule + " of " + hex));
        stricter.merge(structure, 1, Integer::sum);
      }
    }
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
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes = java.util.Arrays.copyOf(bytes, at);
      case 3 -> bytes = java.util.Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(4));
      default -> {
        for (int i = at; i < bytes.length && i < at + 9; i++) {
          bytes[i] = (byte) 0xff;
        }
      }
    }
    return bytes;
  }
}
