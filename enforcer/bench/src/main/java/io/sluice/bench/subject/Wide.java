package io.sluice.bench.subject;

import io.sluice.engine.authoring.ContractFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A record of 200 fields, as exports of whole tables have them; each tenth can be null. */
final class Wide {

  private static final int FIELDS = 200;
  private static final long SEED = 200;

  /**
   * A kind of field.
   *
   * @param option the rule that every other field of the kind has
   * @param cel the same of a field in CEL, which stands in place of {@code %s}
   * @param breach breaks it
   */
  private record Kind(
      String logicalType,
      Schema.Type type,
      String option,
      String bound,
      String cel,
      Object breach,
      Function<Random, Object> values) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "integer",
              Schema.Type.INT,
              "minimum",
              "0",
              "%s >= 0",
              -1,
              random -> random.nextInt(10_000)),
          new Kind(
              "string",
              Schema.Type.STRING,
              "maxLength",
              "32",
              "size(%s) <= 32",
              "x".repeat(33),
              random -> "value-" + random.nextInt(100_000)),
          new Kind(
              "number", Schema.Type.DOUBLE, "maximum", "1", "%s <= 1.0", 1.5, Random::nextDouble),
          new Kind(
              "integer",
              Schema.Type.LONG,
              "minimum",
              "0",
              "%s >= 0",
              -1L,
              random -> random.nextLong(1L << 40)));

  /** One field, by its number. */
  private record Field(int number) {
    private static List<Field> all() {
      List<Field> all = new ArrayList<>();
      for (int number = 0; number < FIELDS; number++) {
        all.add(new Field(number));
      }
      return all;
    }

    private String name() {
      return "field_%03d".formatted(number);
    }

    private Kind kind() {
      return KINDS.get(number / 2 % KINDS.size());
    }

    private boolean isNullable() {
      return number % 10 == 3;
    }

    private boolean isRuled() {
      return number % 2 == 0;
    }

    private Schema schema() {
      Schema schema = Schema.create(kind().type);
      return isNullable() ? Schema.createUnion(Schema.create(Schema.Type.NULL), schema) : schema;
    }

    private String property() {
      return "      - {name: %s, logicalType: %s, required: %b%s}\n"
          .formatted(
              name(),
              kind().logicalType,
              !isNullable(),
              isRuled()
                  ? ", logicalTypeOptions: {%s: %s}".formatted(kind().option, kind().bound)
                  : "");
    }

    private CaseRule rule() {
      return new CaseRule(
          name() + "." + kind().option,
          kind().cel.formatted("message." + name()),
          record -> record.put(number, kind().breach));
    }
  }

  private Wide() {}

  static Subject subject() {
    List<Field> fields = Field.all();
    Schema schema = schema(fields);
    ContractFile file =
        ContractFile.of("wide.odcs.yaml", contract(fields), url -> schema.toString());
    Random random = new Random(SEED);
    List<GenericRecord> records = new ArrayList<>();
    for (int i = 0; i < Subject.RECORDS; i++) {
      records.add(record(schema, fields, random));
    }
    return new Subject(
        file, fields.stream().filter(Field::isRuled).map(Field::rule).toList(), records);
  }

  private static Schema schema(List<Field> fields) {
    SchemaBuilder.FieldAssembler<Schema> assembler =
        SchemaBuilder.record("Wide").namespace("io.sluice.bench").fields();
    for (Field field : fields) {
      assembler = assembler.name(field.name()).type(field.schema()).noDefault();
    }
    return assembler.endRecord();
  }

  private static String contract(List<Field> fields) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: bench.wide
            version: 1.0.0
            status: active
            schema:
              - name: Wide
                logicalType: object
                physicalType: topic
                physicalName: bench.wide.v1
                authoritativeDefinitions: [{type: implementation, url: wide.avsc}]
                properties:
            """);
    fields.forEach(field -> text.append(field.property()));
    return text.toString();
  }

  private static GenericRecord record(Schema schema, List<Field> fields, Random random) {
    GenericData.Record record = new GenericData.Record(schema);
    for (Field field : fields) {
      boolean isNull = field.isNullable() && random.nextBoolean();
      record.put(field.number(), isNull ? null : field.kind().values().apply(random));
    }
    return record;
  }
}
