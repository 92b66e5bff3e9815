package io.sluice.engine.plan;

import io.sluice.engine.cel.Expressions;
import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Masking;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import io.sluice.engine.rewrite.HashKey;
import io.sluice.engine.rewrite.HmacSha256;
import io.sluice.engine.rewrite.KeyNames;
import io.sluice.engine.rewrite.MaskKeys;
import io.sluice.engine.rewrite.Part;
import io.sluice.engine.rewrite.Rewriting;
import io.sluice.engine.rewrite.TokenKey;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.walk.Step;
import io.sluice.engine.walk.Walk;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * Masks values that a field may have, and holds what comes of them to the field's own rules: a
 * consumer relies on these, masked or not. Values that no rule lets pass are no examples.
 */
final class MaskTrial {

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "Ab1",
          "12345",
          "4111111111111111",
          "Anna Müller",
          "anna.mueller@example.org",
          "+491701234567",
          "DE89370400440532013000",
          "2026-11-21",
          "2026-11-21T12:30:15Z",
          "123e4567-e89b-12d3-a456-426614174000");

  private static final List<BigDecimal> NUMBERS =
      Stream.of("0", "1", "-1", "7", "42", "99.95", "12345", "-12345", "5000000000")
          .map(BigDecimal::new)
          .toList();

  private static final int LONGEST = 1_000;

  private final Rewriting rewriting;
  private final KeyNames keys;
  private final Expressions expressions;
  private final Walk walk = new Walk();

  MaskTrial(KeyNames keys, Expressions expressions) {
    this.keys = keys;
    this.expressions = expressions;
    this.rewriting = new Rewriting(keys, new ExampleKeys());
    for (int subject = 0; subject < keys.subjects().size(); subject++) {
      rewriting.about(subject, new byte[0], 0);
    }
  }

  /** Keys of nobody: a hash looks the same, whatever the key. */
  private static final class ExampleKeys implements MaskKeys {
    @Override
    public HashKey hashing(String name) {
      return new HmacSha256(new byte[HashKey.LENGTH]);
    }

    /** As long as a token is of AES-SIV with the prefix that Tink puts before it. */
    @Override
    public TokenKey tokenising(String name) {
      return (value, offset, length) -> {
        byte[] token = Arrays.copyOfRange(value, offset, offset + length + 21);
        Arrays.fill(token, (byte) 0x5a);
        return token;
      };
    }

    @Override
    public Optional<MaskKeys> ofSubject(byte[] subject, int length) {
      return Optional.of(this);
    }
  }

  /** What is wrong with a mask that makes something of each value. */
  List<Finding> of(Masking masking, Property property, Schema type, String path)
      throws InapplicableException {
    Step step = PlanCompiler.ofMeasured(type, type, property, expressions);
    Part part = RewriteCompiler.ofValue(type, property, keys);
    Map<String, Integer> breaches = new LinkedHashMap<>();
    int tried = 0;
    for (Object example : examples(type, property.rules())) {
      byte[] value = AvroValues.encoded(example, type);
      if (walk.over(step, value, 0, value.length).equals(Verdict.COMPLIANT)) {
        tried++;
        byte[] masked = rewriting.written(part, value);
        broken(step, masked).forEach(rule -> breaches.merge(rule, 1, Integer::sum));
      }
    }
    if (tried == 0) {
      return property.rules().stream()
          .filter(rule -> !(rule.constraint() instanceof Constraint.Required))
          .map(rule -> untold(masking.location(), path, rule.id()))
          .toList();
    }
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Integer> breach : breaches.entrySet()) {
      findings.add(
          breach.getValue() == tried
              ? breaking(masking.mask(), masking.location(), path, breach.getKey())
              : untold(masking.location(), path, breach.getKey()));
    }
    return findings;
  }

  /** What is wrong with what stands in place of every value. */
  List<Finding> ofConstant(
      Mask.Redact mask, Location location, Property property, Schema schema, String path)
      throws InapplicableException {
    byte[] value = Blanks.encoded(mask, schema, property.rules());
    Step step = PlanCompiler.ofMeasured(schema, schema, property, expressions);
    return broken(step, value).map(rule -> breaking(mask, location, path, rule)).toList();
  }

  /** What is wrong with what stands in place of values whose subject is forgotten. */
  List<Finding> ofForgotten(
      Mask.Subject subject, Location location, Property property, Schema schema, String path)
      throws InapplicableException {
    byte[] value = Blanks.encoded(subject.forgotten(), schema, property.rules());
    Step step = PlanCompiler.ofMeasured(schema, schema, property, expressions);
    return broken(step, value)
        .map(
            rule ->
                Finding.error(
                    "mask.breaksRule",
                    location,
                    "what is left of %s once its subject is forgotten breaks rule %s, which consumers rely on; beside subject, with: … puts something else"
                        .formatted(path, rule)))
        .toList();
  }

  private Stream<String> broken(Step step, byte[] value) {
    Verdict verdict = walk.over(step, value, 0, value.length);
    return Stream.concat(verdict.violations().stream(), verdict.warnings().stream())
        .map(Violation::rule)
        .distinct();
  }

  private static Finding breaking(Mask mask, Location location, String path, String rule) {
    return Finding.error(
        "mask.breaksRule",
        location,
        "what %s leaves of %s breaks rule %s, which consumers rely on%s"
            .formatted(
                mask.word(),
                path,
                rule,
                mask instanceof Mask.Redact ? "; {redact: {with: …}} puts something else" : ""));
  }

  private static Finding untold(Location location, String path, String rule) {
    return Finding.info(
        "mask.mayBreakRule",
        location,
        "rule %s holds for %s before it is masked; afterwards it may not".formatted(rule, path));
  }

  // ---- examples

  private static List<Object> examples(Schema type, List<Rule> rules) {
    List<Object> examples = new ArrayList<>();
    switch (ValueKind.of(type)) {
      case TEXT -> examples.addAll(texts(rules));
      case BYTES -> bytes(type, examples);
      case WHOLE, FLOATING, DECIMAL ->
          numbers(type, rules)
              .forEach(
                  number -> {
                    @Nullable Object value = AvroValues.number(number, type);
                    if (value != null) {
                      examples.add(value);
                    }
                  });
      // Masks that make something of a value apply to none of these.
      case NULL, BOOLEAN, SYMBOL, ARRAY, MAP, RECORD, UNION -> {}
    }
    return examples;
  }

  private static List<String> texts(List<Rule> rules) {
    List<String> texts = new ArrayList<>(TEXTS);
    for (Rule rule : rules) {
      switch (rule.constraint()) {
        case Constraint.ValidValues(List<String> values) -> texts.addAll(values);
        case Constraint.MinLength(int length) -> ofLength(length, texts);
        case Constraint.MaxLength(int length) -> ofLength(length, texts);
        default -> {}
      }
    }
    return texts;
  }

  private static void ofLength(int length, List<String> texts) {
    if (length <= LONGEST) {
      Stream.of("a", "A", "1").map(c -> c.repeat(length)).forEach(texts::add);
    }
  }

  private static void bytes(Schema type, List<Object> examples) {
    for (byte fill : new byte[] {0, 1, -1}) {
      byte[] bytes = new byte[type.getType() == Schema.Type.FIXED ? type.getFixedSize() : 12];
      Arrays.fill(bytes, fill);
      examples.add(
          type.getType() == Schema.Type.FIXED
              ? new GenericData.Fixed(type, bytes)
              : ByteBuffer.wrap(bytes));
    }
  }

  /** Common ones, and those at the bounds. */
  private static List<BigDecimal> numbers(Schema type, List<Rule> rules) {
    List<BigDecimal> numbers = new ArrayList<>(NUMBERS);
    for (Rule rule : rules) {
      switch (rule.constraint()) {
        case Constraint.Minimum(String bound, boolean exclusive) -> near(bound, type, numbers);
        case Constraint.Maximum(String bound, boolean exclusive) -> near(bound, type, numbers);
        case Constraint.ValidValues(List<String> values) ->
            values.forEach(value -> near(value, type, numbers));
        default -> {}
      }
    }
    return numbers;
  }

  private static void near(String bound, Schema type, List<BigDecimal> numbers) {
    try {
      BigDecimal number = Bound.parse(bound, type);
      numbers.addAll(List.of(number, number.add(BigDecimal.ONE), number.subtract(BigDecimal.ONE)));
    } catch (InapplicableException e) {
      // That the rule does not apply is a finding of its own.
    }
  }
}
