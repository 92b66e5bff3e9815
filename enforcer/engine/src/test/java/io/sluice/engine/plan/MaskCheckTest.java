package io.sluice.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Masked;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What lint says of marks and masks by the Avro schema. */
class MaskCheckTest {

  private static final String ADDRESS =
      "{\"type\":\"record\",\"name\":\"Address\",\"fields\":[{\"name\":\"street\",\"type\":\"string\"},"
          + "{\"name\":\"country\",\"type\":\"string\"}]}";

  private static Schema of(String type) {
    return Avro.thing("{\"name\":\"a\",\"type\":" + type + "}");
  }

  private static List<String> findings(String type, String said) {
    return Masked.findings("project", "- name: a\n" + said.indent(2), of(type));
  }

  private static String masking(String mask) {
    return "customProperties: [{property: sluice.masking, value: " + mask + "}]\n";
  }

  @Test
  void personalDataWithoutAMaskStopsTheContract() {
    assertThat(findings("\"string\"", "classification: pii"))
        .containsExactly(
            "ERROR mask.missing: a is personal data and has no mask: add sluice.masking, such as"
                + " redact");
    assertThat(findings("\"string\"", "tags: [pii]")).hasSize(1);
    assertThat(findings("\"string\"", "customProperties: [{property: sluice.pii, value: true}]"))
        .hasSize(1);
    assertThat(findings("\"string\"", "customProperties: [{property: sluice.pii, value: false}]"))
        .isEmpty();
    assertThat(findings("\"string\"", "classification: restricted")).isEmpty();
  }

  @Test
  void fieldThatStandsInPersonalDataIsPersonalDataEvenWhereTheContractDoesNotNameIt() {
    assertThat(
            findings(
                ADDRESS,
                "classification: pii\nproperties:\n  - name: street\n    classification: public\n    "
                    + masking("redact")))
        .containsExactly(
            "ERROR mask.missing: a.country is personal data and has no mask: add sluice.masking,"
                + " such as redact");
    assertThat(findings(ADDRESS, "classification: pii\n" + masking("redact"))).isEmpty();
    assertThat(
            findings(
                "{\"type\":\"array\",\"items\":\"string\"}",
                "classification: pii\nlogicalType: array\nitems:\n  " + masking("redact")))
        .isEmpty();
  }

  @Test
  void typeThatHoldsItselfIsPersonalAtEveryDepth() {
    Schema person =
        Avro.schema(
            "{\"type\":\"record\",\"name\":\"thing\",\"fields\":[{\"name\":\"name\",\"type\":\"string\"},"
                + "{\"name\":\"friend\",\"type\":[\"null\",\"thing\"]}]}");

    assertThat(
            Masked.findings(
                "project", "- name: name\n- name: friend\n  classification: pii\n", person))
        .containsExactly(
            "ERROR mask.missing: friend.name is personal data and has no mask: add sluice.masking,"
                + " such as redact");
    assertThat(
            Masked.findings(
                "project",
                "- name: name\n  " + masking("redact") + "- name: friend\n  classification: pii\n",
                person))
        .isEmpty();
  }

  @Test
  void keysOfAPersonalMapNeedAMaskOfTheirOwn() {
    String map = "{\"type\":\"map\",\"values\":\"string\"}";

    assertThat(findings(map, "classification: pii\nitems:\n  " + masking("redact")))
        .containsExactly(
            "ERROR mask.missing: the keys of a are personal data and have no mask: redact the map,"
                + " or hash or tokenise them: add sluice.masking, such as redact");
    assertThat(
            findings(
                map,
                "classification: pii\n"
                    + masking("{hash: {key: k}}")
                    + "items:\n  "
                    + masking("redact")))
        .isEmpty();
    assertThat(findings(map, masking("{hash: {key: k, length: 8}}"))).hasSize(1);
  }

  @Test
  void maskThatLeavesNoValueOfTheTypeIsRefused() {
    String enumeration = "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]}";
    String date = "{\"type\":\"int\",\"logicalType\":\"date\"}";
    String uuid = "{\"type\":\"string\",\"logicalType\":\"uuid\"}";
    String decimal = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":4,\"scale\":2}";
    String fixed = "{\"type\":\"fixed\",\"name\":\"F\",\"size\":40}";

    assertThat(findings("\"int\"", masking("{hash: {key: k}}")))
        .containsExactly(
            "ERROR mask.inapplicable: the mask of a can't be applied: hash can't apply to int; it"
                + " applies to strings, UUIDs, bytes, fixed of 4 to 32 bytes and longs that are"
                + " plain numbers");
    assertThat(refused(decimal, "{hash: {key: k}}")).isTrue();
    assertThat(refused(fixed, "{hash: {key: k}}")).isTrue();
    assertThat(refused("\"bytes\"", "{hash: {key: k, length: 33}}")).isTrue();
    assertThat(refused(uuid, "{hash: {key: k, length: 8}}")).isTrue();
    assertThat(refused(uuid, "{tokenise: {key: k}}")).isTrue();
    assertThat(refused(uuid, "{partial: {keepLast: 4}}")).isTrue();
    assertThat(refused("\"long\"", "{tokenise: {key: k}}")).isTrue();
    assertThat(refused("\"long\"", "{partial: {keepLast: 4}}")).isTrue();
    assertThat(refused("\"string\"", "{partial: {cutTo: month}}")).isTrue();
    assertThat(refused(date, "{partial: {cutTo: day}}")).isTrue();
    assertThat(refused(date, "{generalise: {bucket: 30}}")).isTrue();
    assertThat(refused("\"string\"", "{generalise: {bucket: 30}}")).isTrue();
    assertThat(refused("\"int\"", "{generalise: {bucket: 0.5}}")).isTrue();
    assertThat(refused(decimal, "{generalise: {bucket: 0.001}}")).isTrue();
    assertThat(refused(enumeration, "redact")).isTrue();
    assertThat(refused(enumeration, "{redact: {with: C}}")).isTrue();
    assertThat(refused(decimal, "{redact: {with: 100}}")).isTrue();
    assertThat(refused("\"int\"", "{redact: {with: none}}")).isTrue();
    assertThat(refused("\"bytes\"", "{redact: {with: none}}")).isTrue();
    assertThat(refused("{\"type\":\"array\",\"items\":\"string\"}", "{hash: {key: k}}")).isTrue();
    assertThat(refused(ADDRESS, "{hash: {key: k}}")).isTrue();
    assertThat(refused("[\"null\",\"string\",\"int\"]", "{hash: {key: k}}")).isTrue();
  }

  private static boolean refused(String type, String mask) {
    List<String> findings = findings(type, masking(mask));
    return findings.size() == 1 && findings.getFirst().startsWith("ERROR mask.inapplicable");
  }

  @Test
  void whatAMaskLeavesIsHeldToTheRulesThatConsumersRelyOn() {
    String digits = "logicalType: string\nlogicalTypeOptions: {pattern: '^[0-9]{5,}$'}\n";

    assertThat(findings("\"string\"", digits + masking("redact")))
        .containsExactly(
            "ERROR mask.breaksRule: what redact leaves of a breaks rule a.pattern, which consumers"
                + " rely on; {redact: {with: …}} puts something else");
    assertThat(findings("\"string\"", digits + masking("{redact: {with: 00000}}"))).isEmpty();
    assertThat(findings("\"string\"", digits + masking("{partial: {keepLast: 2}}")))
        .containsExactly(
            "ERROR mask.breaksRule: what partial leaves of a breaks rule a.pattern, which consumers"
                + " rely on");
    assertThat(
            findings(
                "\"string\"",
                "logicalType: string\nlogicalTypeOptions: {maxLength: 40}\n"
                    + masking("{hash: {key: k}}")))
        .hasSize(1);
    assertThat(
            findings(
                "\"string\"",
                "logicalType: string\nlogicalTypeOptions: {maxLength: 40}\n"
                    + masking("{hash: {key: k, length: 40}}")))
        .isEmpty();
    assertThat(
            findings(
                "\"string\"",
                "logicalType: string\nlogicalTypeOptions: {format: email}\n"
                    + masking("{partial: {keepDomain: true}}")))
        .isEmpty();
    assertThat(
            findings(
                "\"int\"",
                "logicalType: integer\nlogicalTypeOptions: {minimum: 18}\n"
                    + masking("{generalise: {bucket: 10}}")))
        .containsExactly(
            "INFO mask.mayBreakRule: rule a.minimum holds for a before it is masked; afterwards it"
                + " may not");
    assertThat(findings("[\"null\",\"string\"]", "required: true\n" + masking("redact"))).isEmpty();
  }

  @Test
  void promiseThatCountsByPersonalDataIsPointedOut() {
    String field =
        "- name: a\n  classification: pii\n  unique: true\n  " + masking("{hash: {key: k}}");

    assertThat(Masked.file("project", field, of("\"string\"")).findings())
        .extracting(Finding::rule)
        .containsExactly("promise.personalKey");
  }

  @Test
  void fieldIsAsSensitiveAsWhatItStandsIn() {
    SchemaObject object =
        Masked.file(
                "project",
                """
                - name: a
                  classification: restricted
                  properties:
                    - {name: street, classification: public}
                    - {name: country, classification: PII}
                """,
                of(ADDRESS))
            .contract()
            .orElseThrow()
            .topicObject()
            .orElseThrow();

    Property address = object.properties().getFirst();
    assertThat(address.properties())
        .extracting(Property::classification)
        .containsExactly("restricted", "PII");
    assertThat(address.properties()).extracting(Property::personal).containsExactly(false, true);
    assertThat(address.personal()).isFalse();
    assertThat(object.holdsPersonal()).isTrue();
  }

  @Test
  void nobodyIsLeftInTheDarkOfWhatPassesInClear() {
    String field = "- name: a\n  classification: pii\n  primaryKey: true\n  " + masking("redact");

    assertThat(Masked.file("pass", field, of("\"string\"")).findings())
        .extracting(Finding::rule)
        .contains("mask.undeclared", "mask.recordKey");
  }
}
