package io.sluice.engine.sample;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.engine.walk.Walk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Judges plain JSON: each object is written as Avro, with null for what is missing or can't be
 * converted, and those bytes are judged. Not thread-safe.
 */
final class JsonJudge {

  /** Reads numbers as they are written, and one value at a time. */
  static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build()
          .reader();

  /** The verdict of what is no JSON object. */
  static final Verdict NOT_AN_OBJECT =
      Verdict.of(
          new Violation(ViolationClass.STRUCTURE, "structure.json", "", "not one JSON object"));

  private final Schema contractSchema;
  private final boolean hidesKeys;
  private final Schema written;
  private final Plan plan;
  private final Walk walk = new Walk();
  private final GenericDatumWriter<Object> writer;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable BinaryEncoder encoder;

  JsonJudge(CompiledContract contract) {
    this.contractSchema = contract.schema();
    this.hidesKeys = contract.contract().holdsPersonal();
    this.written = RelaxedSchema.of(contractSchema);
    this.plan = contract.planFor(written);
    this.writer = new GenericDatumWriter<>(written);
  }

  Verdict judge(JsonNode node) throws IOException {
    if (!node.isObject()) {
      return NOT_AN_OBJECT;
    }
    JsonToAvro conversion = new JsonToAvro(contractSchema, hidesKeys);
    Object record = conversion.record(node, written);
    bytes.reset();
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    writer.write(record, encoder);
    encoder.flush();
    return merge(conversion.violations(), plan.judge(walk, bytes.toByteArray(), 0, bytes.size()));
  }

  /** A value that could not be converted stands as null in the bytes, which is no second breach. */
  private static Verdict merge(List<Violation> unconverted, Verdict verdict) {
    if (unconverted.isEmpty()) {
      return verdict;
    }
    List<String> paths = unconverted.stream().map(Violation::path).toList();
    List<Violation> violations = new ArrayList<>(unconverted);
    verdict.violations().stream().filter(v -> !paths.contains(v.path())).forEach(violations::add);
    return new Verdict(
        violations.stream().limit(Verdict.MAX_VIOLATIONS).toList(),
        verdict.warnings().stream().filter(v -> !paths.contains(v.path())).toList());
  }
}
