package io.sluice.cli;

import io.sluice.engine.verdict.Violation;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.registry.SchemaSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Prints dead letters for people: where they stand, what they break, and their decoded value. */
final class LetterPrinter {

  /** Magic byte and content id, as Apicurio's serializer puts them first. */
  private static final int FRAME = 5;

  private static final int LONGEST_VALUE = 100;

  private final SchemaSource schemas;
  private final GenericData data = new GenericData();

  LetterPrinter(SchemaSource schemas) {
    this.schemas = schemas;
    data.addLogicalTypeConversion(new Conversions.DecimalConversion());
    data.addLogicalTypeConversion(new TimeConversions.DateConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
  }

  void print(DeadLetter letter, PrintWriter out) {
    ConsumerRecord<byte[], byte[]> record = letter.record();
    out.printf(
        "  %s, partition %d, offset %d, of %s%n",
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()));
    out.printf("  key      %s%n", text(record.key()));
    out.println("  headers");
    for (Header header : record.headers()) {
      out.printf("    %-28s %s%n", header.key(), cut(text(header.value())));
    }
    Optional<GenericRecord> value = decode(letter);
    if (value.isPresent()) {
      out.println("  value, as it was written");
      printFields(value.get(), letter.violations(), out);
    } else {
      out.printf("  value    %d bytes, which do not decode%n", record.serializedValueSize());
    }
  }

  private static void printFields(
      GenericRecord value, List<Violation> violations, PrintWriter out) {
    for (Schema.Field field : value.getSchema().getFields()) {
      String broken =
          violations.stream()
              .filter(v -> v.path().split("[.\\[]", 2)[0].equals(field.name()))
              .map(Violation::message)
              .findFirst()
              .map(message -> "   <-- " + message)
              .orElse("");
      out.printf(
          "    %-18s %s%s%n", field.name(), cut(String.valueOf(value.get(field.pos()))), broken);
    }
    for (Violation violation : violations) {
      boolean shown =
          value.getSchema().getFields().stream()
              .anyMatch(f -> violation.path().split("[.\\[]", 2)[0].equals(f.name()));
      if (!shown) {
        out.printf("    %-18s <-- %s%n", violation.path(), violation.message());
      }
    }
  }

  private Optional<GenericRecord> decode(DeadLetter letter) {
    String id = letter.header("sluice.schema.id");
    byte[] bytes = letter.record().value();
    if (id == null || bytes == null || bytes.length < FRAME) {
      return Optional.empty();
    }
    if (!(schemas.byContentId(Long.parseLong(id)) instanceof SchemaLookup.Found(Schema schema))) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          new GenericDatumReader<GenericRecord>(schema, schema, data)
              .read(
                  null,
                  DecoderFactory.get().binaryDecoder(bytes, FRAME, bytes.length - FRAME, null)));
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static String cut(String text) {
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
  }
}
