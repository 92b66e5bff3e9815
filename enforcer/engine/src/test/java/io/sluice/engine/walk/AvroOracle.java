package io.sluice.engine.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.testing.Contracts;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.ViolationClass;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Holds the walk against Avro's own reader, on any bytes: what the walk passes, Avro reads to the
 * last byte; what it finds unsound, Avro rejects too, or it is one of the ways in which the walk is
 * stricter on purpose. The contract has no rules. Not thread-safe.
 */
final class AvroOracle {

  /** Where Avro's reader takes what its specification does not allow. */
  private static final Set<Structure> STRICTER =
      EnumSet.of(Structure.BOOLEAN, Structure.VARINT, Structure.UTF8, Structure.BLOCK_SIZE);

  private final Plan plan;
  private final Set<Structure> limits;
  private final Walk walk = new Walk();
  private final GenericDatumReader<Object> avro;

  private AvroOracle(Schema schema, Set<Structure> limits) {
    this.plan = CompiledContract.of(Contracts.of(), schema).planFor(schema);
    this.limits = limits;
    this.avro = new GenericDatumReader<>(schema);
  }

  static AvroOracle of(Schema schema) {
    return new AvroOracle(schema, EnumSet.noneOf(Structure.class));
  }

  /**
   * An oracle for bytes that reach a limit which the walk has by design, behind which Avro's reader
   * goes on until stack or heap are at their end: there it is not asked.
   */
  static AvroOracle of(Schema schema, Structure limit) {
    return new AvroOracle(schema, EnumSet.of(limit));
  }

  /** Judges bytes, and holds the verdict against what Avro's reader makes of them. */
  void judge(byte[] bytes) {
    Verdict verdict = plan.judge(walk, bytes, 0, bytes.length);
    if (isSound(verdict)) {
      assertThat(avroReads(bytes)).as(() -> "sound, but Avro can't read " + hex(bytes)).isTrue();
      return;
    }
    Structure structure = structure(verdict);
    if (!STRICTER.contains(structure) && !limits.contains(structure)) {
      assertThat(avroReads(bytes))
          .as(() -> structure.rule() + ", but Avro reads " + hex(bytes))
          .isFalse();
    }
  }

  /** Whether nothing is wrong but what values mean, such as a text that is no UUID. */
  private static boolean isSound(Verdict verdict) {
    return verdict.violations().stream()
        .noneMatch(violation -> violation.violationClass() == ViolationClass.STRUCTURE);
  }

  private static Structure structure(Verdict verdict) {
    String rule = verdict.violations().getLast().rule();
    return EnumSet.allOf(Structure.class).stream()
        .filter(s -> s.rule().equals(rule))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not of the structure: " + rule));
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
}
