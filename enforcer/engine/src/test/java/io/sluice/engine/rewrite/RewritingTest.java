package io.sluice.engine.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.contract.Mask;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Masked;
import io.sluice.engine.testing.TestKeys;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Walk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Masks within records, arrays and maps, and records of other writers. */
class RewritingTest {

  private static final String HASH = "{property: sluice.masking, value: {hash: {key: customers}}}";
  private static final String REDACT = "{property: sluice.masking, value: redact}";

  private static final Schema NESTED =
      Avro.thing(
          "{\"name\":\"id\",\"type\":\"long\"}",
          "{\"name\":\"people\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Person\",\"fields\":["
              + "{\"name\":\"age\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},"
              + "{\"name\":\"friend\",\"type\":[\"null\",\"Person\"],\"default\":null}]}}}",
          "{\"name\":\"phones\",\"type\":{\"type\":\"map\",\"values\":[\"string\",\"null\"]}}",
          "{\"name\":\"rest\",\"type\":\"string\"}");

  private static final String PROPERTIES =
      """
      - name: id
      - name: people
        logicalType: array
        items:
          logicalType: object
          properties:
            - {name: age, customProperties: [{property: sluice.masking, value: {generalise: {bucket: 10}}}]}
            - {name: name, classification: pii, customProperties: [%s]}
      - name: phones
        classification: pii
        customProperties: [%s]
        items: {customProperties: [%s]}
      """
          .formatted(HASH, HASH, REDACT);

  private static final Schema PERSON = NESTED.getField("people").schema().getElementType();

  private static GenericData.Record nested() {
    GenericData.Record friend = Avro.record(PERSON, 31, "Ben", null);
    Map<String, String> phones = new TreeMap<>(Map.of("anna", "+49", "ben", "+44"));
    return Avro.record(
        NESTED,
        7L,
        List.of(Avro.record(PERSON, 47, "Anna", friend), Avro.record(PERSON, 9, "Cleo", null)),
        phones,
        "stays");
  }

  @Test
  void valuesAreMaskedInRecordsArraysAndMapsAndWhereATypeHoldsItself() {
    Masked masked = Masked.of("pass", PROPERTIES, NESTED);

    GenericRecord product = masked.of(nested());

    List<?> people = (List<?>) product.get("people");
    GenericRecord anna = (GenericRecord) people.getFirst();
    GenericRecord ben = (GenericRecord) anna.get("friend");
    assertThat(anna.get("age")).isEqualTo(40);
    assertThat(anna.get("name").toString()).hasSize(64).isNotEqualTo(ben.get("name").toString());
    assertThat(ben.get("age")).isEqualTo(30);
    assertThat(((GenericRecord) people.getLast()).get("age")).isEqualTo(0);
    assertThat((Map<?, ?>) product.get("phones"))
        .hasSize(2)
        .allSatisfy(
            (key, value) -> {
              assertThat(key.toString()).hasSize(64);
              assertThat(value).isNull();
            });
    assertThat(product.get("id")).isEqualTo(7L);
    assertThat(product.get("rest").toString()).isEqualTo("stays");
    assertThat(product.toString()).doesNotContain("Anna", "Ben", "Cleo", "anna", "+49");
  }

  @Test
  void blocksThatStateTheirSizeDecodeAfterTheyAreMasked() throws IOException {
    Masked masked = Masked.of("project", PROPERTIES, NESTED);
    Plan plan = masked.contract().planFor(NESTED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder =
        new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(bytes, null);
    GenericRecord record = nested();
    List<Object> people = new ArrayList<>((List<?>) record.get("people"));
    for (int i = 0; i < 100; i++) {
      people.add(Avro.record(PERSON, i, "person " + i, null));
    }
    record.put("people", people);
    new GenericDatumWriter<GenericRecord>(NESTED).write(record, encoder);
    encoder.flush();

    GenericRecord product = Masked.decode(masked.bytes(plan, bytes.toByteArray()), NESTED);

    assertThat(product).isEqualTo(masked.of(record));
    assertThat((List<?>) product.get("people")).hasSize(102);
  }

  @Test
  void fieldThatAProducerAddsPassesOnlyOnceItIsDeclared() {
    Schema own =
        Avro.thing(
            "{\"name\":\"a\",\"type\":[\"null\",\"double\"],\"default\":null}",
            "{\"name\":\"b\",\"type\":\"string\",\"aliases\":[\"old_b\"]}",
            "{\"name\":\"c\",\"type\":\"long\",\"default\":5}",
            "{\"name\":\"d\",\"type\":{\"type\":\"enum\",\"name\":\"D\",\"symbols\":[\"Y\",\"X\"]}}");
    Schema newer =
        Avro.thing(
            "{\"name\":\"email\",\"type\":\"string\"}",
            "{\"name\":\"d\",\"type\":{\"type\":\"enum\",\"name\":\"D\",\"symbols\":[\"X\",\"Y\"]}}",
            "{\"name\":\"old_b\",\"type\":[\"string\"]}",
            "{\"name\":\"a\",\"type\":\"int\"}");
    GenericRecord record =
        Avro.record(
            newer,
            "anna@example.org",
            new GenericData.EnumSymbol(newer.getField("d").schema(), "X"),
            "text",
            3);

    Masked projecting = Masked.of("project", "- name: b\n", own);
    Masked passing = Masked.of("pass", "- name: b\n", own);

    assertThat(projecting.contract().planFor(newer).product().schema()).isEqualTo(own);
    assertThat(projecting.of(record))
        .hasToString("{\"a\": 3.0, \"b\": \"text\", \"c\": 5, \"d\": \"X\"}");
    assertThat(passing.contract().planFor(newer).product().schema()).isEqualTo(newer);
    assertThat(passing.of(record)).isEqualTo(record);
  }

  @Test
  void recordThatNothingChangesIsLeftAlone() {
    Plan plan = Masked.of("project", "- name: id\n", NESTED).contract().planFor(NESTED);

    assertThat(plan.product().rewriter()).isNull();
    assertThat(plan.product().growth().mostBytes(1_000)).isEqualTo(1_000);
  }

  @Test
  void writerWhoseTypeLeavesNoRoomForAMaskIsOfAnotherSchema() {
    Schema own = Avro.thing("{\"name\":\"a\",\"type\":\"long\"}");
    Schema older = Avro.thing("{\"name\":\"a\",\"type\":\"int\"}");
    String field = "- name: a\n  classification: pii\n  customProperties: [" + HASH + "]\n";
    byte[] bytes = Avro.bytes(Avro.record(older, 4711), older);

    Plan passing = Masked.of("pass", field, own).contract().planFor(older);
    Verdict verdict = passing.judge(new Walk(), bytes, 0, bytes.length);

    assertThat(Avro.broken(verdict)).containsExactly("schema.mask@a");
    assertThat(Masked.of("project", field, own).of(Avro.record(older, 4711)).get("a"))
        .isInstanceOf(Long.class);
  }

  @Test
  void nothingIsWrittenOfARecordThatDoesNotDecode() {
    Masked masked = Masked.of("project", PROPERTIES, NESTED);
    Plan plan = masked.contract().planFor(NESTED);
    Walk walk = new Walk();
    Rewriting rewriting = new Rewriting(masked.contract().keyNames(), new TestKeys());

    plan.judge(walk, new byte[] {1, 2, 3}, 0, 3);

    assertThatThrownBy(() -> plan.rewrite(walk, rewriting))
        .isInstanceOf(IllegalStateException.class);
    Plan rejecting = masked.contract().planFor(PERSON);
    assertThatThrownBy(() -> rejecting.rewrite(walk, rewriting))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void contractNamesTheKeysThatItNeedsAndAMissingOneIsNamed() {
    KeyNames names = Masked.of("project", PROPERTIES, NESTED).contract().keyNames();

    assertThat(names)
        .isEqualTo(new KeyNames(List.of(new KeyNames.Named("customers", null)), List.of()));
    assertThatThrownBy(() -> new Rewriting(names, MaskKeys.none()))
        .isInstanceOf(MissingKeyException.class)
        .hasMessage("there is no key customers, which a mask needs");
  }

  @Test
  void keyOfARecordIsMaskedAsAFieldWithTheSameTextIs() {
    Schema schema = Avro.thing("{\"name\":\"a\",\"type\":\"string\"}");
    byte[] key = "cus-000042".getBytes(StandardCharsets.UTF_8);

    for (Mask mask :
        List.of(
            new Mask.Hash("customers", null, null),
            new Mask.Hash("customers", 16, null),
            new Mask.Tokenise("customers", null))) {
      String asked =
          mask instanceof Mask.Hash(String name, Integer length, Mask.Subject subject)
              ? "{hash: {key: customers" + (length == null ? "" : ", length: " + length) + "}}"
              : "{tokenise: {key: customers}}";
      String field =
          "- name: a\n  customProperties: [{property: sluice.masking, value: " + asked + "}]\n";

      assertThat(RecordKeyMask.of(mask, new TestKeys()).mask(key))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(
              Masked.of("project", field, schema)
                  .of(Avro.record(schema, "cus-000042"))
                  .get("a")
                  .toString());
    }
  }

  @Test
  void noVerdictNamesAKeyOfAMapWithPersonalDataNorAValueOfIt() {
    Schema schema =
        Avro.thing(
            "{\"name\":\"phones\",\"type\":{\"type\":\"map\",\"values\":\"string\"}}",
            "{\"name\":\"email\",\"type\":\"string\"}");
    Schema newer =
        Avro.thing(
            "{\"name\":\"phones\",\"type\":{\"type\":\"map\",\"values\":\"string\"}}",
            "{\"name\":\"email\",\"type\":\"string\"}",
            "{\"name\":\"added\",\"type\":{\"type\":\"map\",\"values\":\"boolean\"}}");
    Masked masked =
        Masked.of(
            "project",
            """
            - name: phones
              classification: pii
              customProperties: [%s]
              items: {logicalType: string, logicalTypeOptions: {pattern: '^[+]'}}
            - name: email
              classification: pii
              logicalType: string
              logicalTypeOptions: {format: email, maxLength: 8}
              customProperties: [{property: sluice.masking, value: {redact: {with: a@b.c}}}]
              quality: [{type: custom, engine: cel, implementation: "value == 'a@b.c' ? '' : value"}]
            """
                .formatted(REDACT),
            schema);
    byte[] bytes =
        Avro.bytes(
            Avro.record(newer, Map.of("zanna", "zsecret"), "zmail at home", Map.of("zkey", true)),
            newer);
    bytes[bytes.length - 2] = 2; // no boolean

    Verdict verdict = masked.contract().planFor(newer).judge(new Walk(), bytes, 0, bytes.length);

    assertThat(Avro.broken(verdict))
        .contains("phones.pattern@phones[*]", "structure.boolean@added[*]")
        .hasSizeGreaterThan(3);
    assertThat(verdict.toString()).doesNotContain("zanna", "zsecret", "zmail", "zkey");
  }
}
