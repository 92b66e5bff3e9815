package io.sluice.engine.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Contracts;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.ViolationClass;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructureTest {

  private static final String LINKED =
      """
      {"type":"record","name":"thing","fields":[
        {"name":"next","type":["null","thing"],"default":null}]}""";

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          "boolean"                              | 00                     | -
          "boolean"                              | 01                     | -
          "boolean"                              | 02                     | structure.boolean@f
          "boolean"                              |                        | structure.truncated@f
          "int"                                  | ffffffff0f             | -
          "int"                                  | ffffffff10             | structure.varint@f
          "int"                                  | ffffffffff01           | structure.varint@f
          "int"                                  | ff                     | structure.truncated@f
          "long"                                 | ffffffffffffffffff01   | -
          "long"                                 | ffffffffffffffffff02   | structure.varint@f
          "long"                                 | ffffffffffffffffffff01 | structure.varint@f
          "float"                                | 000000                 | structure.truncated@f
          "double"                               | 0000000000000000       | -
          "double"                               | 00000000000000         | structure.truncated@f
          "double"                               | 000000000000000000     | structure.trailingBytes
          "string"                               | 00                     | -
          "string"                               | 0461                   | structure.length@f
          "string"                               | 01                     | structure.length@f
          "string"                               | feffffffffffffffff01   | structure.length@f
          "string"                               | 02ff                   | structure.utf8@f
          "string"                               | 04c080                 | structure.utf8@f
          "string"                               | 06eda080               | structure.utf8@f
          "string"                               | 08f4908080             | structure.utf8@f
          "string"                               | 08f09f9880             | -
          "bytes"                                | 02ff                   | -
          "bytes"                                | 0461                   | structure.length@f
          {"type":"fixed","name":"x","size":3}   | 010203                 | -
          {"type":"fixed","name":"x","size":3}   | 0102                   | structure.truncated@f
          {"type":"enum","name":"e","symbols":["A","B"]} | 02             | -
          {"type":"enum","name":"e","symbols":["A","B"]} | 04             | structure.enumIndex@f
          {"type":"enum","name":"e","symbols":["A","B"]} | 01             | structure.enumIndex@f
          ["null","int"]                         | 00                     | -
          ["null","int"]                         | 0202                   | -
          ["null","int"]                         | 04                     | structure.unionIndex@f
          ["null","int"]                         | 01                     | structure.unionIndex@f
          {"type":"array","items":"int"}         | 00                     | -
          {"type":"array","items":"int"}         | 0402040 0              | -
          {"type":"array","items":"int"}         | 0304020400             | -
          {"type":"array","items":"int"}         | 0302020400             | structure.blockSize@f
          {"type":"array","items":"int"}         | 0308020400             | structure.blockSize@f
          {"type":"array","items":"int"}         | 0301020400             | structure.blockSize@f
          {"type":"array","items":"int"}         | 020 2                  | structure.truncated@f
          {"type":"array","items":"int"}         | 6402                   | structure.count@f
          {"type":"array","items":"int"}         | feffffffffffffffff01   | structure.count@f
          {"type":"array","items":"int"}         | ffffffffffffffffff0100 | structure.count@f
          {"type":"array","items":"null"}        | feffffffffffffffff01   | structure.count@f
          {"type":"array","items":"null"}        | 0a00                   | -
          {"type":"array","items":"boolean"}     | 04010200               | structure.boolean@f[1]
          {"type":"map","values":"boolean"}      | 0202610100             | -
          {"type":"map","values":"boolean"}      | 0202610200             | structure.boolean@f["a"]
          {"type":"map","values":"boolean"}      | 0202ff0100             | structure.utf8@f
          """)
  void bytesThatAreNotAvroAreNamedByKindAndPlace(String type, String hex, String expected) {
    // Given
    Schema schema = Avro.thing("{\"name\":\"f\",\"type\":" + type + "}");
    byte[] bytes = HexFormat.of().parseHex(hex == null ? "" : hex.replace(" ", ""));

    // When
    Verdict verdict = Avro.judge(Contracts.of(), schema, schema, bytes);

    // Then
    if (expected == null) {
      assertThat(verdict).isSameAs(Verdict.COMPLIANT);
    } else {
      assertThat(Avro.broken(verdict)).containsExactly(expected);
      assertThat(verdict.violations().getFirst().violationClass())
          .isEqualTo(ViolationClass.STRUCTURE);
    }
  }

  @Test
  void anEmptyRecordOfAnEmptyTypeIsCompliant() {
    Schema schema = Avro.thing();

    assertThat(Avro.judge(Contracts.of(), schema, schema, new byte[0])).isSameAs(Verdict.COMPLIANT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63})
  void nestingWithinTheLimitIsRead(int depth) {
    Schema schema = Avro.schema(LINKED);

    assertThat(Avro.judge(Contracts.of(), schema, schema, nested(depth)))
        .isSameAs(Verdict.COMPLIANT);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 1_000_000})
  void nestingBeyondTheLimitIsAViolationAndNoStackOverflow(int depth) {
    Schema schema = Avro.schema(LINKED);

    Verdict verdict = Avro.judge(Contracts.of(), schema, schema, nested(depth));

    assertThat(verdict.violations()).extracting("rule").containsExactly("structure.depth");
  }

  /** So many records within the outermost. */
  private static byte[] nested(int depth) {
    byte[] bytes = new byte[depth + 1];
    java.util.Arrays.fill(bytes, 0, depth, (byte) 2);
    return bytes;
  }

  @Test
  void aFailureIsReportedBehindTwentyOtherViolations() {
    // Given
    Schema schema = Avro.thing("{\"name\":\"f\",\"type\":{\"type\":\"array\",\"items\":\"int\"}}");
    byte[] bytes = new byte[32];
    bytes[0] = 60;
    java.util.Arrays.fill(bytes, 1, 32, (byte) 0xff);
    java.util.Arrays.fill(bytes, 1, 26, (byte) 1);

    // When
    Verdict verdict =
        Avro.judge(
            Contracts.of(
                Contracts.array(
                    "f",
                    Contracts.field(
                        "f", new io.sluice.engine.contract.Constraint.Minimum("0", false)))),
            schema,
            schema,
            bytes);

    // Then
    assertThat(verdict.violations()).hasSize(Verdict.MAX_VIOLATIONS);
    assertThat(Avro.broken(verdict)).first().isEqualTo("f.minimum@f[0]");
    assertThat(Avro.broken(verdict)).last().isEqualTo("structure.varint@f[25]");
  }

  @Test
  void theNextRecordIsJudgedOnItsOwn() {
    // Given
    Schema schema = Avro.thing("{\"name\":\"f\",\"type\":\"boolean\"}");
    Walk walk = new Walk();
    Step step = new BooleanStep("f", java.util.List.of(), java.util.List.of());

    // When
    Verdict broken = walk.over(step, new byte[] {7}, 0, 1);
    Verdict fine = walk.over(step, new byte[] {1}, 0, 1);

    // Then
    assertThat(broken.isViolating()).isTrue();
    assertThat(fine).isSameAs(Verdict.COMPLIANT);
    assertThat(schema.getFields()).hasSize(1);
  }
}
