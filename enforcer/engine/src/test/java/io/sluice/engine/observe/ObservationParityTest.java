package io.sluice.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.testing.Allocation;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.RandomRecords;
import io.sluice.engine.testing.Repository;
import io.sluice.engine.walk.Walk;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is observed in random records, of the contract's own schema and of an older writer, is what
 * Avro's own reader and a few lines of Java make of them.
 */
class ObservationParityTest {

  private static final int RECORDS = Integer.getInteger("sluice.observations", 5_000);

  private final CompiledContract contract =
      ContractFile.of(
              "reading.odcs.yaml",
              Repository.resource("observe/reading.odcs.yaml"),
              url -> Repository.resource("observe/" + url))
          .compile();
  private final Observables observables = contract.observables();
  private final Observation observation = new Observation(observables);
  private final KeyHash hash = KeyHash.ofContract("test.reading");
  private final Walk walk = new Walk();

  private static Schema schema(String name) {
    return Avro.schema(Repository.resource("observe/" + name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reading.avsc", "reading-older.avsc"})
  void observationsAreWhatDecodingGives(String written) throws IOException {
    Schema writer = schema(written);
    Plan plan = contract.planFor(writer);
    assertThat(plan).isInstanceOf(Plan.Walking.class);
    Random random = new Random(47);
    RandomRecords records = new RandomRecords(random);

    for (int i = 0; i < RECORDS; i++) {
      GenericRecord record = (GenericRecord) Objects.requireNonNull(records.next(writer));
      if (random.nextBoolean()) {
        String text = Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)).toString();
        record.put(
            "written",
            written.equals("reading.avsc")
                ? text
                : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      }
      byte[] bytes = Avro.bytes(record, writer);
      plan.judge(walk, bytes, 0, bytes.length);
      if (walk.failed()) {
        continue; // random bytes that a string is read from are no UTF-8
      }
      assertThat(plan.observe(walk, observation)).isTrue();
      assertSame(decoded(bytes, writer));
    }
  }

  private GenericRecord decoded(byte[] bytes, Schema writer) throws IOException {
    return new GenericDatumReader<GenericRecord>(writer, contract.schema())
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }

  private void assertSame(GenericRecord record) {
    for (String path : observables.times()) {
      assertThat(observation.time(observables.times().indexOf(path)))
          .as("%s of %s", path, record)
          .isEqualTo(time(path, record));
    }
    for (Indicator indicator : observables.values()) {
      assertThat(observation.mark(observables.value(indicator)))
          .as("%s of %s", indicator.id(), record)
          .isEqualTo(mark(indicator, record));
    }
    for (int place = 0; place < observables.keys().size(); place++) {
      List<String> paths = observables.keys().get(place);
      byte[] expected = key(paths, record);
      assertThat(observation.bearsKey(place))
          .as("%s of %s", paths, record)
          .isEqualTo(expected != null);
      if (expected != null) {
        byte[] actual =
            ByteBuffer.allocate(16)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putLong(observation.firstHalf(place))
                .putLong(observation.secondHalf(place))
                .array();
        assertThat(actual).as("%s of %s", paths, record).isEqualTo(expected);
      }
    }
  }

  // ---- by decoding

  private static @Nullable Object value(String path, GenericRecord record) {
    Object value = record;
    for (String name : path.split("\\.", -1)) {
      value = value == null ? null : ((GenericRecord) value).get(name);
    }
    return value;
  }

  private static long time(String path, GenericRecord record) {
    Object value = value(path, record);
    long millis =
        switch (path) {
          case "day" -> (int) Objects.requireNonNull(value) * 86_400_000L;
          case "micros" -> Math.floorDiv((long) Objects.requireNonNull(value), 1_000L);
          case "nanos" -> Math.floorDiv((long) Objects.requireNonNull(value), 1_000_000L);
          case "written" ->
              String.valueOf(value).matches("\\d{4}-.*Z")
                  ? Instant.parse(String.valueOf(value)).toEpochMilli()
                  : Observation.NO_TIME;
          default -> value == null ? Observation.NO_TIME : (long) value;
        };
    boolean isOfOurYears =
        millis >= Instant.parse("0001-01-01T00:00:00Z").toEpochMilli()
            && millis < Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli();
    return isOfOurYears ? millis : Observation.NO_TIME;
  }

  private static Mark mark(Indicator indicator, GenericRecord record) {
    Object value = indicator.field().map(path -> value(path, record)).orElse(null);
    String text = String.valueOf(value);
    boolean isCompleteness = indicator instanceof Indicator.Completeness;
    if (value == null && !indicator.field().isEmpty()) {
      return isCompleteness ? Mark.BAD : Mark.NONE;
    }
    boolean isGood =
        switch (indicator.id()) {
          case "id-said", "note-said" -> !List.of("", "a").contains(text);
          case "seq-valid" -> List.of("0", "1", "2", "-1").contains(text);
          case "kind-valid" -> List.of("PAID", "OTHER").contains(text);
          case "note-short" -> text.codePointCount(0, text.length()) < 5;
          case "grade-valid" -> List.of("a", "b").contains(text);
          case "maybe-depth-shallow" -> Math.abs((long) (int) Objects.requireNonNull(value)) <= 100;
          case "early" -> (long) record.get("seq") >= 0 && (boolean) record.get("flag");
          case "noted" -> String.valueOf(record.get("note")).startsWith("o");
          default -> isCompleteness;
        };
    return isGood ? Mark.GOOD : Mark.BAD;
  }

  private byte @Nullable [] key(List<String> paths, GenericRecord record) {
    KeyText text = new KeyText();
    text.begin(paths.size(), hash);
    for (String path : paths) {
      Object value = value(path, record);
      if (value == null) {
        return null;
      }
      text.beginPart();
      text.text(canonical(value, type(path, value)));
      text.endPart();
    }
    text.end();
    return ByteBuffer.allocate(16)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putLong(text.firstHalf())
        .putLong(text.secondHalf())
        .array();
  }

  private Schema type(String path, Object value) {
    Schema schema = contract.schema();
    for (String name : path.split("\\.", -1)) {
      List<Schema> owners = schema.isUnion() ? schema.getTypes() : List.of(schema);
      schema =
          owners.stream()
              .filter(type -> type.getType() == Schema.Type.RECORD)
              .findFirst()
              .orElseThrow()
              .getField(name)
              .schema();
    }
    return schema.isUnion()
        ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value))
        : schema;
  }

  private static byte[] canonical(Object value, Schema type) {
    LogicalType meaning = LogicalTypes.fromSchemaIgnoreInvalid(type);
    byte[] bytes =
        switch (value) {
          case ByteBuffer buffer -> {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            yield copy;
          }
          case GenericFixed fixed -> fixed.bytes();
          default -> new byte[0];
        };
    if (meaning instanceof LogicalTypes.Decimal decimal) {
      return utf8(
          new BigDecimal(new BigInteger(bytes), decimal.getScale())
              .stripTrailingZeros()
              .toPlainString());
    } else if (meaning != null && meaning.getName().equals("uuid")) {
      ByteBuffer halves = ByteBuffer.wrap(bytes);
      return utf8(
          (bytes.length == 16
                  ? new UUID(halves.getLong(), halves.getLong()).toString()
                  : value.toString())
              .toLowerCase(Locale.ROOT));
    }
    return switch (value) {
      case ByteBuffer buffer -> bytes;
      case GenericFixed fixed -> bytes;
      case Float number -> utf8(Double.toString((double) number + 0.0));
      case Double number -> utf8(Double.toString(number + 0.0));
      default -> utf8(value.toString());
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // ---- garbage

  @Test
  void observingLeavesNoGarbage() {
    ContractFile file =
        ContractFile.of(
            "reading.odcs.yaml",
            Repository.resource("observe/reading.odcs.yaml")
                .replace("{name: ratio, unique: true}", "{name: ratio}")
                .replace("{name: small, unique: true}", "{name: small}")
                .replace("{name: weight, unique: true}", "{name: weight}"),
            url -> Repository.resource("observe/" + url));
    CompiledContract lean = file.compile();
    Plan plan = lean.planFor(lean.schema());
    Observation into = new Observation(lean.observables());
    RandomRecords random = new RandomRecords(new Random(11));
    List<byte[]> sound = new ArrayList<>();
    while (sound.size() < 50) {
      GenericRecord record = (GenericRecord) Objects.requireNonNull(random.next(lean.schema()));
      record.put("written", "2026-11-21T06:00:00Z");
      byte[] bytes = Avro.bytes(record, lean.schema());
      if (!plan.judge(walk, bytes, 0, bytes.length).isViolating()) {
        sound.add(bytes);
      }
    }
    byte[][] records = sound.toArray(byte[][]::new);

    assertThat(
            Allocation.ofEach(
                5_000,
                () -> {
                  for (byte[] record : records) {
                    plan.judge(walk, record, 0, record.length);
                    plan.observe(walk, into);
                  }
                }))
        .isLessThan(records.length);
  }
}
