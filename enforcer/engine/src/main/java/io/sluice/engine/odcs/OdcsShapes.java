package io.sluice.engine.odcs;

import static io.sluice.engine.odcs.Shape.Scalar.ANY;
import static io.sluice.engine.odcs.Shape.Scalar.BOOLEAN;
import static io.sluice.engine.odcs.Shape.Scalar.NUMBER;
import static io.sluice.engine.odcs.Shape.Scalar.SINGLE;
import static io.sluice.engine.odcs.Shape.Scalar.TEXT;
import static io.sluice.engine.odcs.Shape.Scalar.WHOLE;

import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.odcs.Shape.Either;
import io.sluice.engine.odcs.Shape.Items;
import io.sluice.engine.odcs.Shape.Mapping;
import io.sluice.engine.odcs.Shape.Switch;
import io.sluice.engine.odcs.Shape.Word;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of the standard: what its JSON schema for v3.1.0 (bitol-io, open-data-contract-standard)
 * lets stand where.
 */
final class OdcsShapes {

  private static final Shape TAGS = list(TEXT);

  private static final Mapping CUSTOM_PROPERTY =
      mapping("a custom property")
          .must("property", TEXT)
          .must("value", ANY)
          .may("id", TEXT)
          .may("description", TEXT)
          .build();

  private static final Shape CUSTOM_PROPERTIES = list(CUSTOM_PROPERTY);

  private static final Mapping AUTHORITATIVE_DEFINITION =
      mapping("an authoritative definition")
          .must("url", TEXT)
          .must("type", TEXT)
          .may("id", TEXT)
          .may("description", TEXT)
          .build();

  private static final Shape AUTHORITATIVE_DEFINITIONS = list(AUTHORITATIVE_DEFINITION);

  private static final Mapping ROLE =
      mapping("a role")
          .must("role", TEXT)
          .may("id", TEXT)
          .may("description", TEXT)
          .may("access", TEXT)
          .may("firstLevelApprovers", TEXT)
          .may("secondLevelApprovers", TEXT)
          .may("customProperties", CUSTOM_PROPERTIES)
          .build();

  private static final Mapping TEAM_MEMBER =
      mapping("a member of the team")
          .must("username", TEXT)
          .may("id", TEXT)
          .may("name", TEXT)
          .may("description", TEXT)
          .may("role", TEXT)
          .may("dateIn", TEXT)
          .may("dateOut", TEXT)
          .may("replacedByUsername", TEXT)
          .may("tags", TAGS)
          .may("customProperties", CUSTOM_PROPERTIES)
          .may("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
          .build();

  private static final Mapping TEAM =
      mapping("a team")
          .may("id", TEXT)
          .may("name", TEXT)
          .may("description", TEXT)
          .may("members", list(TEAM_MEMBER))
          .may("tags", TAGS)
          .may("customProperties", CUSTOM_PROPERTIES)
          .may("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
          .build();

  private static final Mapping SUPPORT_ITEM =
      mapping("a support channel")
          .must("channel", TEXT)
          .may("id", TEXT)
          .may("url", TEXT)
          .may("description", TEXT)
          .may("tool", TEXT)
          .may("scope", TEXT)
          .may("invitationUrl", TEXT)
          .may("customProperties", CUSTOM_PROPERTIES)
          .build();

  private static final Mapping PRICE =
      mapping("a price")
          .may("id", TEXT)
          .may("priceAmount", NUMBER)
          .may("priceCurrency", TEXT)
          .may("priceUnit", TEXT)
          .build();

  private static final Mapping SLA_PROPERTY =
      mapping("an SLA property")
          .must("property", TEXT)
          .must("value", SINGLE)
          .may("id", TEXT)
          .may("valueExt", SINGLE)
          .may("unit", TEXT)
          .may("element", TEXT)
          .may("driver", TEXT)
          .may("description", TEXT)
          .may("scheduler", TEXT)
          .may("schedule", TEXT)
          .build();

  private static final Mapping DESCRIPTION =
      mapping("a description")
          .may("usage", TEXT)
          .may("purpose", TEXT)
          .may("limitations", TEXT)
          .may("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
          .may("customProperties", CUSTOM_PROPERTIES)
          .build();

  private static final Shape REFERENCE = new Either(List.of(TEXT, list(TEXT)));

  private static final Mapping RELATIONSHIP =
      mapping("a relationship")
          .must("to", REFERENCE)
          .may("from", REFERENCE)
          .may("type", new Word(List.of("foreignKey")))
          .may("customProperties", CUSTOM_PROPERTIES)
          .build();

  static final List<String> OPERATORS =
      List.of(
          "mustBe",
          "mustNotBe",
          "mustBeGreaterThan",
          "mustBeGreaterOrEqualTo",
          "mustBeLessThan",
          "mustBeLessOrEqualTo",
          "mustBeBetween",
          "mustNotBeBetween");

  private static final Mapping QUALITY =
      mapping("a quality rule")
          .may("id", TEXT)
          .may("name", TEXT)
          .may("type", new Word(List.of("text", "library", "sql", "custom")))
          .may("description", TEXT)
          .may("businessImpact", TEXT)
          .may(
              "dimension",
              new Word(
                  List.of(
                      "accuracy",
                      "completeness",
                      "conformity",
                      "consistency",
                      "coverage",
                      "timeliness",
                      "uniqueness")))
          .may("method", TEXT)
          .may("schedule", TEXT)
          .may("scheduler", TEXT)
          .may("severity", TEXT)
          .may("unit", TEXT)
          .may("tags", TAGS)
          .may("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
          .may("customProperties", CUSTOM_PROPERTIES)
          .may(
              "metric",
              new Word(
                  List.of(
                      "nullValues",
                      "missingValues",
                      "invalidValues",
                      "duplicateValues",
                      "rowCount")))
          .may("rule", TEXT)
          .may("arguments", ANY)
          .may("query", TEXT)
          .may("engine", TEXT)
          .may("implementation", ANY)
          .may("mustBe", ANY)
          .may("mustNotBe", ANY)
          .may("mustBeGreaterThan", NUMBER)
          .may("mustBeGreaterOrEqualTo", NUMBER)
          .may("mustBeLessThan", NUMBER)
          .may("mustBeLessOrEqualTo", NUMBER)
          .may("mustBeBetween", list(NUMBER))
          .may("mustNotBeBetween", list(NUMBER))
          .build();

  /** An item of an array, and what it shares with a property. */
  private static final Mapping ITEM = property("an array's items").build();

  private static final Mapping PROPERTY = property("a property").must("name", TEXT).build();

  private static final Mapping OBJECT =
      element(mapping("a schema object"))
          .must("name", TEXT)
          .may("logicalType", new Word(List.of("object")))
          .may("physicalName", TEXT)
          .may("dataGranularityDescription", TEXT)
          .may("properties", list(PROPERTY))
          .may("relationships", list(RELATIONSHIP))
          .may("quality", list(QUALITY))
          .build();

  /** Which keys the servers of each type have besides those of all; {@code !} marks a must. */
  private static final String SERVER_KEYS =
      """
          api         location!
          athena      stagingDir! schema! catalog regionName
          azure       location! format! delimiter
          bigquery    project! dataset!
          clickhouse  host! port! database!
          databricks  host catalog! schema!
          denodo      host! port! database
          dremio      host! port! schema
          duckdb      database! schema
          glue        account! database! location format
          cloudsql    host! port! database! schema!
          db2         host! port! database! schema
          hive        host! port database!
          impala      host! port database!
          informix    host! port database!
          zen         host! port database!
          custom      account catalog database dataset delimiter endpointUrl format host location path port project region regionName schema serviceName stagingDir warehouse stream
          kafka       host! format
          kinesis     region format
          local       path! format!
          mysql       host! port! database!
          oracle      host! port! serviceName!
          postgresql  host! port! database! schema!
          postgres    host! port! database! schema!
          presto      host! catalog schema
          pubsub      project!
          redshift    host database! schema! region account
          s3          location! endpointUrl format delimiter
          sftp        location! format delimiter
          snowflake   host port account! database! schema! warehouse
          sqlserver   host! port database! schema!
          synapse     host! port! database!
          trino       host! port! catalog! schema!
          vertica     host! port! database! schema!
          """;

  static final Mapping CONTRACT =
      mapping("a contract")
          .must("apiVersion", TEXT)
          .must("kind", new Word(List.of("DataContract")))
          .must("id", TEXT)
          .must("version", TEXT)
          .must("status", TEXT)
          .may("name", TEXT)
          .may("tenant", TEXT)
          .may("tags", TAGS)
          .may("servers", list(servers()))
          .may("dataProduct", TEXT)
          .may("description", DESCRIPTION)
          .may("domain", TEXT)
          .may("schema", list(OBJECT))
          .may("support", list(SUPPORT_ITEM))
          .may("price", PRICE)
          .may("team", new Either(List.of(TEAM, list(TEAM_MEMBER))))
          .may("roles", list(ROLE))
          .may("slaDefaultElement", TEXT)
          .may("slaProperties", list(SLA_PROPERTY))
          .may("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
          .may("customProperties", CUSTOM_PROPERTIES)
          .may("contractCreatedTs", TEXT)
          .build();

  private OdcsShapes() {}

  /** What {@code logicalTypeOptions} may hold for a type. */
  static Mapping options(LogicalType type) {
    Builder options = mapping("the options of " + type.word());
    return switch (type) {
      case STRING ->
          options
              .may("minLength", WHOLE)
              .may("maxLength", WHOLE)
              .may("pattern", TEXT)
              .may("format", TEXT)
              .build();
      case DATE -> bounds(options, TEXT).may("format", TEXT).build();
      case TIMESTAMP, TIME ->
          bounds(options, TEXT)
              .may("format", TEXT)
              .may("timezone", BOOLEAN)
              .may("defaultTimezone", TEXT)
              .build();
      case INTEGER ->
          bounds(options, NUMBER)
              .may("multipleOf", NUMBER)
              .may(
                  "format",
                  new Word(
                      List.of(
                          "i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128")))
              .build();
      case NUMBER ->
          bounds(options, NUMBER)
              .may("multipleOf", NUMBER)
              .may("format", new Word(List.of("f32", "f64")))
              .build();
      case OBJECT ->
          options
              .may("maxProperties", WHOLE)
              .may("minProperties", WHOLE)
              .may("required", list(TEXT))
              .build();
      case ARRAY ->
          options.may("maxItems", WHOLE).may("minItems", WHOLE).may("uniqueItems", BOOLEAN).build();
      case BOOLEAN -> options.build();
    };
  }

  private static Builder bounds(Builder options, Shape bound) {
    return options
        .may("minimum", bound)
        .may("maximum", bound)
        .may("exclusiveMinimum", bound)
        .may("exclusiveMaximum", bound);
  }

  private static Builder element(Builder builder) {
    return builder
        .may("id", TEXT)
        .may("physicalType", TEXT)
        .may("description", TEXT)
        .may("businessName", TEXT)
        .may("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
        .may("tags", TAGS)
        .may("customProperties", CUSTOM_PROPERTIES);
  }

  private static Builder property(String what) {
    return element(mapping(what))
        .may("name", TEXT)
        .may("primaryKey", BOOLEAN)
        .may("primaryKeyPosition", WHOLE)
        .may(
            "logicalType",
            new Word(Arrays.stream(LogicalType.values()).map(LogicalType::word).toList()))
        // Its keys depend on the logical type beside it: read with the rules.
        .may("logicalTypeOptions", ANY)
        .may("physicalName", TEXT)
        .may("required", BOOLEAN)
        .may("unique", BOOLEAN)
        .may("partitioned", BOOLEAN)
        .may("partitionKeyPosition", WHOLE)
        .may("classification", TEXT)
        .may("encryptedName", TEXT)
        .may("transformSourceObjects", list(TEXT))
        .may("transformLogic", TEXT)
        .may("transformDescription", TEXT)
        .may("examples", list(ANY))
        .may("criticalDataElement", BOOLEAN)
        .may("relationships", list(RELATIONSHIP))
        .may("quality", list(QUALITY))
        .may("properties", new Items(() -> PROPERTY))
        .may("items", new Shape.Later(() -> ITEM));
  }

  private static Shape servers() {
    List<String[]> rows = SERVER_KEYS.lines().map(l -> l.strip().split(" +", -1)).toList();
    Word types = new Word(rows.stream().map(row -> row[0]).toList());
    Map<String, Mapping> byType = new LinkedHashMap<>();
    for (String[] row : rows) {
      byType.put(row[0], server(types, row[0], Arrays.asList(row).subList(1, row.length)));
    }
    return new Switch("type", byType, server(types, "unknown", List.of()));
  }

  private static Mapping server(Word types, String type, List<String> own) {
    Builder builder =
        mapping("a server of type " + type)
            .must("server", TEXT)
            .must("type", types)
            .may("id", TEXT)
            .may("description", TEXT)
            .may("environment", TEXT)
            .may("roles", list(ROLE))
            .may("customProperties", CUSTOM_PROPERTIES);
    for (String word : own) {
      boolean must = word.endsWith("!");
      String key = must ? word.substring(0, word.length() - 1) : word;
      Shape shape = key.equals("port") ? WHOLE : TEXT;
      if (must) {
        builder.must(key, shape);
      } else {
        builder.may(key, shape);
      }
    }
    return builder.build();
  }

  private static Shape list(Shape items) {
    return new Items(() -> items);
  }

  private static Builder mapping(String what) {
    return new Builder(what);
  }

  /** Collects the keys of a mapping. */
  private static final class Builder {
    private final String what;
    private final Map<String, Shape> keys = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();

    Builder(String what) {
      this.what = what;
    }

    Builder may(String key, Shape shape) {
      keys.put(key, shape);
      return this;
    }

    Builder must(String key, Shape shape) {
      required.add(key);
      return may(key, shape);
    }

    Mapping build() {
      return new Mapping(what, keys, required);
    }
  }
}
