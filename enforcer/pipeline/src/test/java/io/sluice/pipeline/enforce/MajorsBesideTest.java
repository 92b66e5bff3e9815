package io.sluice.pipeline.enforce;

import static io.sluice.pipeline.count.Outcome.COMPLIANT;
import static io.sluice.pipeline.count.Outcome.OTHER_MAJOR;
import static io.sluice.pipeline.count.Outcome.OTHER_TYPE;
import static io.sluice.pipeline.count.Outcome.TOMBSTONE;
import static io.sluice.pipeline.count.Outcome.VIOLATING;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.count.Outcome;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.testing.Payments;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two major versions of a contract that read one raw topic: whose each record is. */
class MajorsBesideTest {

  private static final String ID = "test.payments";
  private static final CompiledContract FIRST = Payments.deprecated(ID).compile();
  private static final CompiledContract SECOND = Payments.renamed(ID).compile();

  private final Driven first;
  private final Driven second;

  MajorsBesideTest(@TempDir Path state) {
    first = Driven.of(state.resolve("first"), FIRST).beside(FIRST, SECOND);
    second = Driven.of(state.resolve("second"), SECOND).beside(FIRST, SECOND);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  /** What becomes of a record at both. */
  private List<Outcome> of(byte @Nullable [] value) {
    return Stream.of(first, second).map(driven -> of(value, driven)).toList();
  }

  private static Outcome of(byte @Nullable [] value, Driven driven) {
    Map<Outcome, Double> before = counts(driven);
    driven.send(Driven.KEY, value, new RecordHeaders(), 1);
    Map<Outcome, Double> counts = counts(driven);
    List<Outcome> counted =
        counts.entrySet().stream()
            .filter(count -> count.getValue() > before.getOrDefault(count.getKey(), 0.0))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(counted).hasSize(1);
    return counted.getFirst();
  }

  /** Counted are records of transactions that have ended, as a test driver's do at once. */
  private static Map<Outcome, Double> counts(Driven driven) {
    driven.committed();
    Map<Outcome, Double> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      Counter counter =
          driven.meters().find(PipelineMeters.RECORDS).tag("outcome", outcome.tag()).counter();
      if (counter != null) {
        counts.put(outcome, counter.count());
      }
    }
    return counts;
  }

  private static byte[] payment(int schemaId, long amount) {
    return Payments.framed(schemaId, Payments.payment("p1", amount, ""));
  }

  @Test
  void aRecordBelongsToTheMajorWhoseSchemaItsOwnResolvesTo() {
    assertThat(of(payment(Payments.SCHEMA_ID, 5))).containsExactly(COMPLIANT, OTHER_MAJOR);
    assertThat(of(payment(Payments.RENAMED_ID, 5))).containsExactly(OTHER_MAJOR, COMPLIANT);
  }

  @Test
  void whatBreaksARuleOfItsMajorIsThatOnesDeadLetter() {
    assertThat(of(payment(Payments.SCHEMA_ID, -5))).containsExactly(VIOLATING, OTHER_MAJOR);
    assertThat(of(payment(Payments.RENAMED_ID, -5))).containsExactly(OTHER_MAJOR, VIOLATING);
    assertThat(of(Payments.framed(Payments.SCHEMA_ID, new byte[] {1})))
        .containsExactly(VIOLATING, OTHER_MAJOR);
  }

  @Test
  void whatBelongsToNoneIsADeadLetterOfTheHighestAlone() {
    assertThat(of(Payments.framed(Payments.CHARGE_ID, new byte[] {0})))
        .as("another type")
        .containsExactly(OTHER_MAJOR, VIOLATING);
    assertThat(of(payment(77, 5))).as("unknown id").containsExactly(OTHER_MAJOR, VIOLATING);
    assertThat(of(new byte[] {1, 2})).as("no framing").containsExactly(OTHER_MAJOR, VIOLATING);
    assertThat(of(null)).as("no value").containsExactly(OTHER_MAJOR, VIOLATING);
  }

  @Test
  void deletionsPassWhereTheProductIsCompacted() {
    second.facts(Driven.facts(1, true));
    assertThat(of(null)).containsExactly(OTHER_MAJOR, TOMBSTONE);

    first.facts(Driven.facts(1, true));
    assertThat(of(null)).containsExactly(TOMBSTONE, TOMBSTONE);
  }

  @Test
  void ignoredTypesAreOthersWhicheverMajorIsAsked() {
    assertThat(of(Payments.framed(Payments.REFUND_ID, Payments.refund("r1"))))
        .containsExactly(OTHER_TYPE, OTHER_TYPE);
  }

  @Test
  void aRecordWhoseSchemaResolvesToBothBelongsToBoth() {
    Schema both =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Payment","namespace":"test","fields":[
                  {"name":"id","type":"string"},
                  {"name":"amount","type":"long"},
                  {"name":"value","type":"long"},
                  {"name":"note","type":"string"}]}""");
    first.schemas().put(50, new SchemaLookup.Found(both));
    second.schemas().put(50, new SchemaLookup.Found(both));

    assertThat(of(Payments.framed(50, new byte[] {2, 'p', 10, 10, 0})))
        .containsExactly(COMPLIANT, COMPLIANT);
  }

  @Test
  void otherRawTopicsOtherContractsAndWhatIsNotInForceAreNotBeside() {
    CompiledContract shadow =
        Payments.renamedWith(ID, text -> text.replace("status: active", "status: draft")).compile();
    CompiledContract elsewhere =
        Payments.renamedWith(ID, text -> text.replace("raw." + ID + ".v1", "raw.elsewhere"))
            .compile();
    CompiledContract stranger = Payments.renamed("test.others").compile();

    for (CompiledContract other : List.of(FIRST, elsewhere, stranger)) {
      assertThat(MajorsBeside.of(FIRST, List.of(FIRST, other)).majors()).isEmpty();
    }
    assertThat(MajorsBeside.of(FIRST, List.of(FIRST, shadow)).majors()).isEmpty();
    assertThat(MajorsBeside.of(shadow, List.of(FIRST, shadow)).majors())
        .containsExactly(new Major(ID, 1));
  }

  @Test
  void recordsOfADeprecatedVersionSayWhenItEndsAndWhatReplacesIt() {
    first.send(payment(Payments.SCHEMA_ID, 5));

    TestRecord<byte[], byte[]> product = first.product();
    assertThat(Driven.headers(product))
        .containsExactly(
            "sluice.contract=test.payments:1.3.0",
            "sluice.deprecated={\"endOfLife\":\"2199-06-30\",\"replacedBy\":\"test.payments:2.0.0\"}",
            "sluice.timestamp=2026-11-21T06:00:00.007Z");
  }
}
