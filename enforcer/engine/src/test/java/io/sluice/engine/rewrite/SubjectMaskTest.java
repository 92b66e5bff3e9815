package io.sluice.engine.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.finding.Finding;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Masked;
import io.sluice.engine.testing.TestKeys;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks by keys of the persons whom records are about. */
class SubjectMaskTest {

  private static final Schema ADDRESS =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"Address\",\"fields\":[{\"name\":\"street\",\"type\":\"string\"}]}");

  private static final Schema SCHEMA =
      Avro.thing(
          "{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}",
          "{\"name\":\"name\",\"type\":\"string\"}",
          "{\"name\":\"addresses\",\"type\":{\"type\":\"array\",\"items\":" + ADDRESS + "}}",
          "{\"name\":\"phones\",\"type\":{\"type\":\"map\",\"values\":\"string\"}}",
          "{\"name\":\"customer_id\",\"type\":\"string\"}");

  private static final String PROPERTIES =
      """
      - name: email
        classification: pii
        customProperties: [{property: sluice.masking, value: {tokenise: {key: contact, subject: customer_id}}}]
      - name: name
        classification: pii
        customProperties: [{property: sluice.masking, value: {hash: {key: names, length: 12, subject: customer_id}}}]
      - name: addresses
        logicalType: array
        items:
          logicalType: object
          properties:
            - name: street
              classification: pii
              customProperties: [{property: sluice.masking, value: {hash: {key: names, subject: customer_id}}}]
      - name: phones
        classification: pii
        customProperties: [{property: sluice.masking, value: {hash: {key: names, subject: customer_id}}}]
        items: {customProperties: [{property: sluice.masking, value: redact}]}
      - name: customer_id
        classification: pii
        customProperties: [{property: sluice.masking, value: {hash: {key: customers, subject: customer_id}}}]
      """;

  private static GenericRecord customer(String id) {
    return Avro.record(
        SCHEMA,
        "anna@example.org",
        "Anna",
        List.of(Avro.record(ADDRESS, "High Street"), Avro.record(ADDRESS, "Side Street")),
        Map.of("home", "+49"),
        id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pass", "project"})
  void equalValuesOfOnePersonHaveEqualMasksAndThoseOfTwoHaveNot(String output) {
    Masked masked = Masked.of(output, PROPERTIES, SCHEMA);

    GenericRecord first = masked.of(customer("c-1"));
    GenericRecord other = masked.of(customer("c-2"));
    GenericRecord again = masked.of(customer("c-1"));

    assertThat(again).isEqualTo(first);
    for (String field : List.of("email", "name", "addresses", "phones", "customer_id")) {
      assertThat(other.get(field)).as(field).isNotEqualTo(first.get(field));
    }
    assertThat(first.get("name").toString()).hasSize(12);
  }

  @Test
  void nothingIsLeftOfValuesWhosePersonIsForgotten() {
    GenericRecord product =
        Masked.of("project", PROPERTIES, SCHEMA).of(customer(TestKeys.FORGOTTEN));

    assertThat(product)
        .isEqualTo(
            Avro.record(
                SCHEMA,
                null,
                new Utf8(""),
                List.of(Avro.record(ADDRESS, new Utf8("")), Avro.record(ADDRESS, new Utf8(""))),
                Map.of(),
                new Utf8("")));
  }

  @Test
  void personsComeAndGoMoreOftenThanTheirKeysAreKept() {
    Masked masked = Masked.of("project", PROPERTIES, SCHEMA);
    GenericRecord first = masked.of(customer("c-0"));

    for (int i = 1; i < 5_000; i++) {
      masked.of(customer("c-" + i));
    }

    assertThat(masked.of(customer("c-0"))).isEqualTo(first);
  }

  @Test
  void productsAreNoLongerThanIsStated() {
    Masked masked = Masked.of("project", PROPERTIES, SCHEMA);
    Plan plan = masked.contract().planFor(SCHEMA);

    for (String id : List.of("c-1", TestKeys.FORGOTTEN)) {
      byte[] record = Avro.bytes(customer(id), SCHEMA);
      assertThat((long) masked.bytes(plan, record).length)
          .isLessThanOrEqualTo(plan.product().growth().mostBytes(record.length));
    }
  }

  private static final String BY_SUBJECT =
      "- name: a\n  customProperties: [{property: sluice.masking, value: {hash: {key: k, subject: who.id}}}]\n";

  private static Schema about(String type) {
    return Avro.thing(
        "{\"name\":\"a\",\"type\":\"string\"}",
        "{\"name\":\"who\",\"type\":{\"type\":\"record\",\"name\":\"Who\",\"fields\":[{\"name\":\"rank\",\"type\":\"long\"},{\"name\":\"id\",\"type\":"
            + type
            + "}]}}");
  }

  private static GenericRecord about(Schema schema, @Nullable Object id) {
    return Avro.record(schema, "text", Avro.record(schema.getField("who").schema(), 7L, id));
  }

  @Test
  void personIsTheSameHoweverItsIdIsWritten() {
    Schema wide = about("\"long\"");
    Schema narrow = about("\"int\"");
    Masked masked = Masked.of("pass", BY_SUBJECT, wide);

    Object byLong = masked.of(about(wide, 4711L)).get("a");

    assertThat(masked.of(about(narrow, 4711)).get("a")).isEqualTo(byLong);
    assertThat(
            Masked.of("pass", BY_SUBJECT, about("\"string\""))
                .of(about(about("\"string\""), "4711"))
                .get("a"))
        .isEqualTo(byLong);
  }

  @Test
  void valueOfNobodyIsRedacted() {
    Schema schema = about("[\"null\",\"string\"]");

    assertThat(Masked.of("pass", BY_SUBJECT, schema).of(about(schema, null)).get("a").toString())
        .isEmpty();
    assertThat(Masked.of("pass", BY_SUBJECT, schema).of(about(schema, "c-1")).get("a").toString())
        .hasSize(64);
  }

  @Test
  void keysOfPersonsThatNobodyGaveAreMissedBeforeTheFirstRecord() {
    KeyNames names = Masked.of("pass", BY_SUBJECT, about("\"string\"")).contract().keyNames();

    assertThat(names.subjects()).containsExactly("who.id");
    assertThatThrownBy(() -> new Rewriting(names, MaskKeys.none()))
        .isInstanceOf(MissingKeyException.class)
        .hasMessage("there is no key of a subject's own, which a mask needs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "who.name | who.name is no field of the schema, or one of an array or map",
        "who | who is of type Who; it has to be a string, an int, a long or a UUID",
        "a | to read such a token takes the very value that it stands for: hash it"
      })
  void subjectHasToBeToldByTheRecord(String subject, String why) {
    String field =
        "- name: a\n  customProperties: [{property: sluice.masking, value: {tokenise: {key: k, subject: %s}}}]\n"
            .formatted(subject);

    assertThat(Masked.findings("pass", field, about("\"string\"")))
        .singleElement()
        .asString()
        .contains("ERROR mask.subject: the mask of a can't go by its subject: " + why);
  }

  @Test
  void whatIsLeftOfTheForgottenHasToKeepTheRules() {
    String field =
        """
        - name: a
          logicalType: string
          logicalTypeOptions: {minLength: 1}
          customProperties: [{property: sluice.masking, value: {hash: {key: k, subject: who.id}}}]
        """;

    assertThat(Masked.findings("pass", field, about("\"string\"")))
        .containsExactly(
            "ERROR mask.breaksRule: what is left of a once its subject is forgotten breaks rule a.minLength, which consumers rely on; beside subject, with: … puts something else");
  }

  @Test
  void whatIsLeftOfTheForgottenCanBeSaid() {
    String field =
        """
        - name: a
          logicalType: string
          logicalTypeOptions: {minLength: 1}
          customProperties: [{property: sluice.masking, value: {hash: {key: k, subject: who.id, with: gone}}}]
        """;
    Schema schema = about("\"string\"");

    assertThat(Masked.findings("pass", field, schema)).isEmpty();
    assertThat(
            Masked.of("pass", field, schema)
                .of(about(schema, TestKeys.FORGOTTEN))
                .get("a")
                .toString())
        .isEqualTo("gone");
  }

  @Test
  void keyOfTheRecordHasNoSubject() {
    String ofKeys = "{property: sluice.keyMasking, value: {hash: {key: k, subject: who.id}}}";

    assertThat(Masked.fileWith(ofKeys, "- name: a\n", about("\"string\"")).findings())
        .extracting(Finding::message)
        .containsExactly(
            "sluice.keyMasking must be {hash: {key: …}} without a subject, which only masks of fields have");
  }
}
