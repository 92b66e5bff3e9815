package io.sluice.pipeline.testing;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.CompiledContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * A contract of payments: the amount is at least 0, and a note other than "gift" is worth a
 * warning.
 */
public final class Payments {

  public static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Payment","namespace":"test","fields":[
                {"name":"id","type":"string"},
                {"name":"amount","type":"long"},
                {"name":"note","type":"string","default":""}]}""");

  /** Another type of record on the same raw topic, which the contract ignores. */
  public static final Schema REFUND =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Refund","namespace":"test","fields":[
                {"name":"id","type":"string"}]}""");

  /** Another one, which it does not. */
  public static final Schema CHARGE =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Charge","namespace":"test","fields":[
                {"name":"id","type":"string"}]}""");

  /** The next major version's. */
  public static final Schema RENAMED =
      new Schema.Parser().parse(SCHEMA.toString().replace("\"amount\"", "\"value\""));

  public static final int RENAMED_ID = 10;
  public static final int SCHEMA_ID = 7;
  public static final int REFUND_ID = 8;
  public static final int CHARGE_ID = 9;

  private Payments() {}

  /** The contract, bound to topics that begin with its id. */
  public static CompiledContract contract(String id, String framing) {
    return file(id, framing).compile();
  }

  /** Likewise, with its texts. */
  public static ContractFile file(String id, String framing) {
    return file(id, framing, "active", "enforce");
  }

  /** The same contract as a draft that runs in shadow. */
  public static ContractFile inShadow(String id) {
    return file(id, "registry", "draft", "shadow");
  }

  /**
   * The same contract where the id of a payment is personal data.
   *
   * @param key the field that the keys of records are of; null where the contract names none
   */
  public static ContractFile withPersonalData(String id, @Nullable String key) {
    String text =
        text(id, "registry", "active", "enforce")
            .replace(
                "{name: id, logicalType: string, required: true}",
                "{name: id, logicalType: string, required: true, classification: pii,"
                    + " customProperties: [{property: sluice.masking, value: redact}]}");
    if ("id".equals(key)) {
      text = text.replace("{name: id,", "{name: id, primaryKey: true,");
    } else if (key != null) {
      text = text.replace("- name: " + key, "- primaryKey: true\n        name: " + key);
    }
    return ContractFile.of("payments.odcs.yaml", text, url -> SCHEMA.toString());
  }

  /**
   * The same contract's next major version, on the same raw topic: the amount is called a value, in
   * {@link #RENAMED}.
   */
  public static ContractFile renamed(String id) {
    return renamedWith(id, text -> text);
  }

  /** Likewise, with another change to it. */
  public static ContractFile renamedWith(String id, UnaryOperator<String> change) {
    String text =
        text(id, "registry", "active", "enforce")
            .replace("1.2.0", "2.0.0")
            .replace(id + ".v1", id + ".v2")
            .replace("name: amount", "name: value")
            .replace(
                "customProperties:\n",
                "customProperties:\n  - {property: sluice.rawTopic, value: raw.%s.v1}\n"
                    .formatted(id));
    return ContractFile.of("payments-v2.odcs.yaml", change.apply(text), url -> RENAMED.toString());
  }

  /**
   * The same contract, whose product records have these stamps.
   *
   * @param stamps words of {@code sluice.stamps}, joined by commas
   */
  public static ContractFile stamped(String id, String stamps) {
    String text =
        text(id, "registry", "active", "enforce")
            .replace(
                "customProperties:\n",
                "customProperties:\n  - {property: sluice.stamps, value: [%s]}\n"
                    .formatted(stamps));
    return ContractFile.of("payments.odcs.yaml", text, url -> SCHEMA.toString());
  }

  /** The first version as it is once the next one has come. */
  public static ContractFile deprecated(String id) {
    String text =
        text(id, "registry", "deprecated", "enforce")
            .replace("1.2.0", "1.3.0")
            .replace(
                "customProperties:\n",
                """
                slaProperties:
                  - {property: endOfLife, value: "2199-06-30"}
                customProperties:
                  - {property: sluice.replacedBy, value: "%s:2.0.0"}
                """
                    .formatted(id));
    return ContractFile.of("payments.odcs.yaml", text, url -> SCHEMA.toString());
  }

  private static ContractFile file(String id, String framing, String status, String enforcement) {
    return ContractFile.of(
        "payments.odcs.yaml", text(id, framing, status, enforcement), url -> SCHEMA.toString());
  }

  private static String text(String id, String framing, String status, String enforcement) {
    return """
        apiVersion: v3.1.0
        kind: DataContract
        id: %1$s
        version: 1.2.0
        status: %3$s
        customProperties:
          - {property: sluice.framing, value: %2$s}
          - {property: sluice.enforcement, value: %4$s}
          - {property: sluice.ignoreTypes, value: [test.Refund]}
        schema:
          - name: Payment
            physicalType: topic
            physicalName: %1$s.v1
            authoritativeDefinitions: [{type: implementation, url: payment.avsc}]
            properties:
              - {name: id, logicalType: string, required: true}
              - name: amount
                logicalType: integer
                logicalTypeOptions: {minimum: 0}
              - name: note
                logicalType: string
                quality:
                  - name: note.known
                    type: library
                    metric: invalidValues
                    arguments: {validValues: ["", gift]}
                    mustBe: 0
                    unit: rows
                    severity: warning
        """
        .formatted(id, framing, status, enforcement);
  }

  /** A payment's Avro binary. */
  public static byte[] payment(String id, long amount, String note) {
    GenericData.Record payment = new GenericData.Record(SCHEMA);
    payment.put("id", id);
    payment.put("amount", amount);
    payment.put("note", note);
    return avro(payment);
  }

  /** A refund's Avro binary. */
  public static byte[] refund(String id) {
    GenericData.Record refund = new GenericData.Record(REFUND);
    refund.put("id", id);
    return avro(refund);
  }

  /** Magic byte and content id before an Avro binary. */
  public static byte[] framed(int schemaId, byte[] avro) {
    return ByteBuffer.allocate(5 + avro.length).put((byte) 0).putInt(schemaId).put(avro).array();
  }

  /** The Avro binary of any record. */
  public static byte[] avro(GenericData.Record value) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<>(value.getSchema()).write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
