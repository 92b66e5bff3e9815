package io.sluice.engine.plan;

import dev.cel.common.values.NullValue;
import io.sluice.engine.cel.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Lays out a writer's values as the contract's schema has them, by the rules of the plan. */
final class Layouts {

  private final IdentityHashMap<Schema, IdentityHashMap<Schema, Layout.Fields>> records =
      new IdentityHashMap<>();

  /**
   * The layout of a value.
   *
   * @param reader the contract's schema of it
   */
  Layout of(Schema writer, Schema reader) {
    if (writer.getType() == Schema.Type.UNION) {
      return new Layout.Union(
          writer.getTypes().stream().map(branch -> of(branch, reader)).toList());
    }
    List<Schema> branches =
        reader.getType() == Schema.Type.UNION ? reader.getTypes() : List.of(reader);
    Schema counterpart = Compatibility.branchFor(writer, branches);
    return counterpart == null || !Compatibility.meansTheSame(writer, counterpart)
        ? new Layout.Unfit(of(writer, writer))
        : fitting(writer, counterpart);
  }

  /** Of a value that is read by a type it fits. */
  Layout fitting(Schema writer, Schema reader) {
    return switch (writer.getType()) {
      case NULL -> new Layout.Null();
      case BOOLEAN -> new Layout.Bool();
      case INT, LONG -> new Layout.Whole(whole(writer, reader));
      case FLOAT -> new Layout.Floating(true);
      case DOUBLE -> new Layout.Floating(false);
      case STRING ->
          reader.getType() == Schema.Type.BYTES
              ? new Layout.Binary(Layout.Binary.PREFIXED, Layout.Binary.Kind.BYTES, 0)
              : new Layout.Text();
      case BYTES, FIXED ->
          reader.getType() == Schema.Type.STRING ? new Layout.Text() : binary(writer);
      case ENUM -> new Layout.Symbols(symbols(writer, reader));
      case ARRAY -> new Layout.Items(of(writer.getElementType(), reader.getElementType()));
      case MAP -> new Layout.Entries(of(writer.getValueType(), reader.getValueType()));
      case RECORD -> record(writer, reader);
      case UNION -> throw new IllegalArgumentException("a union directly within a union");
    };
  }

  private static Layout.Whole.Count whole(Schema writer, Schema reader) {
    LogicalType meaning = Compatibility.meaning(writer);
    if (meaning == null) {
      return switch (reader.getType()) {
        case DOUBLE -> Layout.Whole.Count.DOUBLE;
        case FLOAT -> Layout.Whole.Count.FLOAT;
        default -> Layout.Whole.Count.NUMBER;
      };
    }
    return switch (meaning.getName()) {
      case "date" -> Layout.Whole.Count.DATE;
      case "time-millis" -> Layout.Whole.Count.TIME_MILLIS;
      case "time-micros" -> Layout.Whole.Count.TIME_MICROS;
      case "timestamp-millis", "local-timestamp-millis" -> Layout.Whole.Count.TIMESTAMP_MILLIS;
      case "timestamp-micros", "local-timestamp-micros" -> Layout.Whole.Count.TIMESTAMP_MICROS;
      case "timestamp-nanos", "local-timestamp-nanos" -> Layout.Whole.Count.TIMESTAMP_NANOS;
      default -> Layout.Whole.Count.NUMBER;
    };
  }

  private static Layout binary(Schema writer) {
    int fixed =
        writer.getType() == Schema.Type.FIXED ? writer.getFixedSize() : Layout.Binary.PREFIXED;
    LogicalType meaning = LogicalTypes.fromSchemaIgnoreInvalid(writer);
    if (meaning instanceof LogicalTypes.Decimal decimal) {
      return new Layout.Binary(fixed, Layout.Binary.Kind.DECIMAL, decimal.getScale());
    }
    return new Layout.Binary(
        fixed,
        switch (meaning == null ? "" : meaning.getName()) {
          case "uuid" -> Layout.Binary.Kind.UUID;
          case "duration" -> Layout.Binary.Kind.DURATION;
          default -> Layout.Binary.Kind.BYTES;
        },
        0);
  }

  private static List<@Nullable String> symbols(Schema writer, Schema reader) {
    List<@Nullable String> symbols = new ArrayList<>();
    for (String symbol : writer.getEnumSymbols()) {
      symbols.add(reader.hasEnumSymbol(symbol) ? symbol : reader.getEnumDefault());
    }
    return symbols;
  }

  private Layout.Fields record(Schema writer, Schema reader) {
    IdentityHashMap<Schema, Layout.Fields> byReader =
        records.computeIfAbsent(writer, w -> new IdentityHashMap<>());
    Layout.Fields known = byReader.get(reader);
    if (known != null) {
      return known;
    }
    Layout.Fields record = new Layout.Fields(reader);
    byReader.put(reader, record);
    List<Layout> written = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (Schema.Field field : writer.getFields()) {
      Schema.Field match = FieldNames.match(field, writer, reader);
      if (match == null) {
        written.add(new Layout.Unfit(of(field.schema(), field.schema())));
      } else {
        places.put(match.name(), written.size());
        written.add(of(field.schema(), match.schema()));
      }
    }
    record.set(written, places, standIns(writer, reader));
    return record;
  }

  /** The defaults of the fields that a writer lacks. */
  private Map<String, Object> standIns(Schema writer, Schema reader) {
    Map<String, Object> standIns = new HashMap<>();
    for (Schema.Field field : reader.getFields()) {
      if (FieldNames.source(field, writer) == null) {
        standIns.put(
            field.name(),
            field.hasDefaultValue()
                ? of(field.schema(), field.schema()).decode(Defaults.encode(field), 0)
                : NullValue.NULL_VALUE);
      }
    }
    return standIns;
  }
}
