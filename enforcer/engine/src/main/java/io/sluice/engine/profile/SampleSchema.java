package io.sluice.engine.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An Avro schema that every record of a sample fits: wide where records to come may need it (whole
 * numbers are longs), and with a meaning beyond the stored type only where every value has it.
 */
final class SampleSchema {

  private static final Pattern AVRO_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * As code writes its constants; other words stay texts, and their list stands in the contract.
   */
  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");

  /** A property of the schema, since Avro's JSON has no comments. */
  private static final String PROPOSED_FROM = "proposedFrom";

  /** More names than that, most of them rare, are no fields that somebody thought of. */
  private static final int NAMES_OF_A_MAP = 50;

  /** Room for sums that the sample has not seen. */
  private static final int MONEY_DIGITS = 18;

  private static final int MONEY_SCALE = 4;

  private final SampleProfile sample;
  private final String namespace;
  private final ProposalLog log;
  private final Set<String> typeNames = new HashSet<>();

  /** How many of the objects around are personal data, and all that stands in them. */
  private int personalAround;

  SampleSchema(SampleProfile sample, String namespace, ProposalLog log) {
    this.sample = sample;
    this.namespace = namespace;
    this.log = log;
  }

  Schema of(String recordName) {
    typeNames.add(recordName);
    Schema record =
        Schema.createRecord(recordName, null, namespace.isEmpty() ? null : namespace, false);
    record.addProp(PROPOSED_FROM, "%,d sample records".formatted(sample.count()));
    record.setFields(fields(sample.records(), ""));
    return record;
  }

  private List<Schema.Field> fields(ObjectProfile object, String path) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Map.Entry<String, FieldProfile> entry : names(object, path).entrySet()) {
      fields.add(field(entry.getKey(), entry.getValue(), object.count(), path));
    }
    if (object.hasMoreNames()) {
      log.untold(
          "%s more than %d names: only the first are fields"
              .formatted(
                  path.isEmpty() ? "records have" : path + " has", ObjectProfile.MOST_NAMES));
    }
    return fields;
  }

  /** The fields by names that Avro allows. */
  private Map<String, FieldProfile> names(ObjectProfile object, String path) {
    Map<String, FieldProfile> named = new LinkedHashMap<>();
    object.fields().forEach((name, field) -> name(name, field, named, object, path));
    return named;
  }

  private void name(
      String name,
      FieldProfile field,
      Map<String, FieldProfile> named,
      ObjectProfile object,
      String path) {
    if (AVRO_NAME.matcher(name).matches()) {
      named.put(name, field);
    } else if (sample.isCsv()) {
      String mended = mended(name);
      while (named.containsKey(mended) || object.fields().containsKey(mended)) {
        mended += "_";
      }
      named.put(mended, field);
      log.physicalName(mended, name);
    } else {
      log.untold(
          "%s has a member whose name Avro does not allow, and which is left out"
              .formatted(path.isEmpty() ? "the record" : path));
    }
  }

  private static String mended(String column) {
    String mended = column.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
    return mended.isEmpty() || Character.isDigit(mended.charAt(0)) ? "_" + mended : mended;
  }

  private Schema.Field field(String name, FieldProfile field, long objects, String parent) {
    String path = parent.isEmpty() ? name : parent + "." + name;
    Schema type = type(field, path, name);
    long without = objects - field.values();
    if (without == 0) {
      log.propose(path, new Demand.Required(true), "in all %,d records".formatted(objects));
      return new Schema.Field(name, type);
    }
    if (field.values() > 0) {
      log.propose(
          path,
          new Demand.Required(false),
          "null in %,d of %,d records".formatted(without, objects));
    }
    return new Schema.Field(name, nullable(type), null, JsonProperties.NULL_VALUE);
  }

  private static Schema nullable(Schema type) {
    List<Schema> types = new ArrayList<>();
    types.add(Schema.create(Schema.Type.NULL));
    types.addAll(type.isUnion() ? type.getTypes() : List.of(type));
    return Schema.createUnion(types);
  }

  /** The type of the values that are not null. */
  private Schema type(FieldProfile field, String path, String name) {
    List<Schema> types = new ArrayList<>();
    if (field.truths() > 0) {
      types.add(Schema.create(Schema.Type.BOOLEAN));
    }
    if (field.numbers().count() > 0) {
      types.add(number(field, field.numbers(), path));
    }
    if (field.texts().count() > 0) {
      types.add(text(field, path, name));
    }
    if (field.items() != null) {
      types.add(array(field.items(), path, name));
    }
    if (field.object() != null) {
      personalAround += Personal.sounds(field) ? 1 : 0;
      types.add(object(field.object(), path, name));
      personalAround -= Personal.sounds(field) ? 1 : 0;
    }
    if (types.isEmpty()) {
      log.untold("%s never had a value: that it is text is a guess".formatted(path));
      return Schema.create(Schema.Type.STRING);
    }
    if (types.size() > 1) {
      log.untold(
          "%s has values of %d types: which of them is meant?".formatted(path, types.size()));
      return Schema.createUnion(types);
    }
    return types.getFirst();
  }

  private Schema number(FieldProfile field, NumberProfile numbers, String path) {
    if (isMoney(field, numbers)) {
      return decimal(numbers, path);
    }
    if (!numbers.areLongs()) {
      return Schema.create(Schema.Type.DOUBLE);
    }
    Schema type = Schema.create(Schema.Type.LONG);
    EpochUnit unit = EpochUnit.of(numbers).orElse(null);
    if (unit == null || !field.words().meansTime()) {
      return type;
    }
    return switch (unit) {
      case MILLIS ->
          meaning(type, LogicalTypes.timestampMillis(), path, "its name and 13-digit numbers");
      case MICROS ->
          meaning(type, LogicalTypes.timestampMicros(), path, "its name and 16-digit numbers");
      case SECONDS -> {
        log.untold("%s looks like seconds since 1970, which Avro has no type for".formatted(path));
        yield type;
      }
    };
  }

  private static boolean isMoney(FieldProfile field, NumberProfile numbers) {
    return field.words().meansMoney()
        && numbers.scale() >= 1
        && numbers.scale() <= MONEY_SCALE
        && numbers.wholeDigits() + MONEY_SCALE <= MONEY_DIGITS;
  }

  private Schema decimal(NumberProfile numbers, String path) {
    int scale = Math.max(2, numbers.scale());
    LogicalTypes.Decimal decimal = LogicalTypes.decimal(MONEY_DIGITS, scale);
    log.propose(
        path,
        new Demand.Meaning("decimal(%d,%d)".formatted(MONEY_DIGITS, scale)),
        "its name and at most %d decimal places".formatted(numbers.scale()));
    return decimal.addToSchema(Schema.create(Schema.Type.BYTES));
  }

  private Schema text(FieldProfile field, String path, String name) {
    TextProfile texts = field.texts();
    if (sample.isCsv() && texts.areAll(TextKind.NUMBER)) {
      return number(field, texts.numbers(), path);
    }
    if (sample.isCsv() && texts.areAll(TextKind.BOOLEAN)) {
      return Schema.create(Schema.Type.BOOLEAN);
    }
    if (texts.areAll(TextKind.NUMBER) && isMoney(field, texts.numbers())) {
      return decimal(texts.numbers(), path);
    }
    Schema string = Schema.create(Schema.Type.STRING);
    if (texts.areAll(TextKind.UUID)) {
      return meaning(string, LogicalTypes.uuid(), path, "all are UUIDs");
    }
    if (texts.areAll(TextKind.DATE)) {
      Schema days = Schema.create(Schema.Type.INT);
      return meaning(days, LogicalTypes.date(), path, "all are dates in ISO-8601");
    }
    Schema number = Schema.create(Schema.Type.LONG);
    if (texts.areAll(TextKind.TIMESTAMP)) {
      return meaning(number, timestamp(texts), path, "all are times in ISO-8601");
    }
    if (texts.areAll(TextKind.LOCAL_TIMESTAMP)) {
      return meaning(number, localTimestamp(texts), path, "all are times in ISO-8601, of no zone");
    }
    if (texts.areAll(TextKind.LIKE_A_TIME)) {
      log.untold(
          path
              + " looks like times, not in ISO-8601: as such they would be timestamps; as texts,"
              + " logicalType: timestamp with their format holds them to the calendar");
    }
    if (personalAround == 0 && isEnum(field)) {
      return symbols(texts, path, name);
    }
    return string;
  }

  private static boolean isEnum(FieldProfile field) {
    return FewWords.of(field)
        && !Personal.sounds(field)
        && !field.texts().shape().isShortCode()
        && field.texts().symbols().stream().allMatch(s -> CONSTANT.matcher(s).matches());
  }

  private Schema symbols(TextProfile texts, String path, String name) {
    List<String> symbols = texts.symbols();
    log.propose(
        path,
        new Demand.Meaning("an enum of " + String.join(", ", symbols)),
        "no other in %,d records".formatted(texts.count()));
    return Schema.createEnum(typeName(name), null, namespace, symbols);
  }

  private static LogicalType timestamp(TextProfile texts) {
    return switch (texts.fractionDigits()) {
      case 9 -> LogicalTypes.timestampNanos();
      case 6 -> LogicalTypes.timestampMicros();
      default -> LogicalTypes.timestampMillis();
    };
  }

  private static LogicalType localTimestamp(TextProfile texts) {
    return switch (texts.fractionDigits()) {
      case 9 -> LogicalTypes.localTimestampNanos();
      case 6 -> LogicalTypes.localTimestampMicros();
      default -> LogicalTypes.localTimestampMillis();
    };
  }

  private Schema meaning(Schema type, LogicalType meaning, String path, String seen) {
    log.propose(path, new Demand.Meaning(meaning.getName()), seen);
    return meaning.addToSchema(type);
  }

  private Schema array(FieldProfile items, String path, String name) {
    Schema type = type(items, path + "[]", name + "Item");
    return Schema.createArray(items.nulls() > 0 ? nullable(type) : type);
  }

  private Schema object(ObjectProfile object, String path, String name) {
    Schema values = mapValues(object, path, name);
    if (values != null) {
      log.propose(
          path,
          new Demand.Meaning("a map"),
          "%,d names, as keys have".formatted(object.fields().size()));
      return Schema.createMap(values);
    }
    Schema record = Schema.createRecord(typeName(name), null, namespace, false);
    record.setFields(fields(object, path));
    return record;
  }

  /** Of what the values are, where the object is surely a map; else null. */
  private @Nullable Schema mapValues(ObjectProfile object, String path, String name) {
    FieldProfile values = object.anyValue();
    boolean hasOneType =
        values.values() > 0
            && (values.values() == values.texts().count()
                || values.values() == values.numbers().count()
                || values.values() == values.truths());
    boolean hasKeys =
        object.fields().keySet().stream().anyMatch(key -> !AVRO_NAME.matcher(key).matches())
            || (object.fields().size() >= NAMES_OF_A_MAP
                && values.values() * 2 < object.count() * object.fields().size());
    if (!hasOneType || !hasKeys) {
      return null;
    }
    Schema type = type(values, path + "[*]", name + "Value");
    return values.nulls() > 0 ? nullable(type) : type;
  }

  /** A type's name, after its field's, that no other type has. */
  private String typeName(String field) {
    StringBuilder name = new StringBuilder();
    for (String word : FieldWords.of(field).words()) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    String free = AVRO_NAME.matcher(name).matches() ? name.toString() : "Type" + name;
    String base = free;
    for (int i = 2; !typeNames.add(free); i++) {
      free = base + i;
    }
    return free;
  }
}
