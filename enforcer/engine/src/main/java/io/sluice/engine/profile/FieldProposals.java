package io.sluice.engine.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Proposes what the fields of a schema could be held to, from what they held in a sample. */
final class FieldProposals {

  /** Shares are told from no fewer records. */
  private static final int ENOUGH_FOR_SHARES = 100;

  private static final int MOST_PERCENT_NULL = 50;

  private final long records;
  private final ProposalLog log;
  private boolean hasKey;
  private final List<String> neverRepeated = new ArrayList<>();
  private final List<String> ofOneValue = new ArrayList<>();
  private final List<String> ofFewValues = new ArrayList<>();

  FieldProposals(long records, ProposalLog log) {
    this.records = records;
    this.log = log;
  }

  void of(Schema record, ObjectProfile profile) {
    if (records < FewWords.ENOUGH) {
      log.untold(
          "%,d records are too few to propose ranges, lengths, patterns, lists of words or keys"
              .formatted(records));
    }
    fields(record, profile, "");
    tellOf("never came twice, and may be keys as well", neverRepeated);
    tellOf("had one value alone, from which nothing is proposed", ofOneValue);
    tellOf("had too few values to propose anything from", ofFewValues);
    if (records == 1) {
      profile.fields().forEach(this::tellOfRecordsWithin);
    }
  }

  private void tellOf(String what, List<String> paths) {
    if (!paths.isEmpty()) {
      log.untold(what + ": " + String.join(", ", paths));
    }
  }

  /** Feeds such as GeoJSON are one object around an array of what happened. */
  private void tellOfRecordsWithin(String name, FieldProfile field) {
    FieldProfile items = field.items();
    if (items != null && items.objects() > 1) {
      log.untold(
          "this is one record, which has %,d objects in %s: if they are the records, draft from them"
                  .formatted(items.objects(), name)
              + ", one a line (jq -c '.%s[]')".formatted(name));
    }
  }

  private void fields(Schema record, ObjectProfile profile, String parent) {
    for (Schema.Field field : record.getFields()) {
      FieldProfile known = profile.fields().get(field.name());
      if (known == null) {
        known = profile.fields().get(log.physicalNames().getOrDefault(field.name(), ""));
      }
      if (known != null) {
        String path = parent.isEmpty() ? field.name() : parent + "." + field.name();
        field(field.schema(), known, path, profile.count());
      }
    }
  }

  private void field(Schema schema, FieldProfile field, String path, long objects) {
    if (Personal.sounds(field)) {
      boolean byName = field.words().soundsPersonal();
      log.propose(path, new Demand.Personal(), byName ? "its name" : "e-mail addresses");
    } else {
      Schema type = onlyType(schema);
      values(type, field, path);
      if (type.getType() == Schema.Type.RECORD && field.object() != null) {
        fields(type, field.object(), path);
      } else if (type.getType() == Schema.Type.ARRAY && field.items() != null) {
        items(onlyType(type.getElementType()), field.items(), path + "[]");
      }
      if (!path.contains(".") && !path.contains("[")) {
        keys(type, field, path, objects);
      }
    }
    if (!path.contains("[")) {
      completeness(field, path, objects);
    }
  }

  /** Numbers in an array may mean different things by where they stand, such as coordinates. */
  private void items(Schema type, FieldProfile items, String path) {
    if (type.getType() == Schema.Type.STRING) {
      values(type, items, path);
    }
    if (type.getType() == Schema.Type.RECORD && items.object() != null) {
      fields(type, items.object(), path);
    }
  }

  /** The one type of a value that is not null; a union where there are several. */
  private static Schema onlyType(Schema schema) {
    if (!schema.isUnion()) {
      return schema;
    }
    List<Schema> types =
        schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    return types.size() == 1 ? types.getFirst() : schema;
  }

  // ---- values

  private void values(Schema type, FieldProfile field, String path) {
    if (field.values() < FewWords.ENOUGH) {
      if (field.values() > 0 && records >= FewWords.ENOUGH) {
        ofFewValues.add(path);
      }
      return;
    }
    LogicalType meaning = type.getLogicalType();
    switch (type.getType()) {
      case INT, LONG -> {
        if (meaning == null) {
          numbers(field, path);
        }
      }
      case FLOAT, DOUBLE -> numbers(field, path);
      case BYTES, FIXED -> {
        if (meaning instanceof LogicalTypes.Decimal) {
          numbers(field, path);
        }
      }
      case STRING -> {
        if (meaning == null && !field.texts().areAll(TextKind.LIKE_A_TIME)) {
          texts(field, path);
        }
      }
      case BOOLEAN, ENUM, ARRAY, MAP, RECORD, UNION, NULL -> {}
    }
  }

  private void numbers(FieldProfile field, String path) {
    NumberProfile numbers = field.numbers().count() > 0 ? field.numbers() : field.texts().numbers();
    if (numbers.count() == 0) {
      return;
    }
    if (numbers.isOneValue()) {
      ofOneValue.add(path);
      return;
    }
    boolean isId =
        field.words().meansNumberOfThings() || (numbers.areLongs() && field.neverRepeats());
    if (!isId) {
      log.propose(
          path,
          PlausibleRange.of(field.words(), numbers),
          "seen %s to %s in %,d records"
              .formatted(
                  numbers.least().toPlainString(),
                  numbers.most().toPlainString(),
                  numbers.count()));
    }
  }

  private void texts(FieldProfile field, String path) {
    TextProfile texts = field.texts();
    if (texts.blank() > 0) {
      log.untold(
          "%s is blank text in %,d records, which is not null".formatted(path, texts.blank()));
    }
    String pattern = texts.shape().pattern();
    if (texts.symbols().size() == 1) {
      ofOneValue.add(path);
    } else if (pattern != null && (texts.shape().isShortCode() || !FewWords.of(field))) {
      log.propose(path, new Demand.Form(pattern), "the form of all %,d".formatted(texts.count()));
    } else if (FewWords.of(field)) {
      log.propose(
          path,
          new Demand.OneOf(texts.symbols()),
          "no other in %,d records".formatted(texts.count()));
    } else if (texts.symbols().isEmpty()) {
      log.propose(
          path,
          new Demand.Length(
              texts.blank() > 0 ? 0 : 1, Math.max(10, PlausibleRange.roomAbove(texts.longest()))),
          "seen %d to %d in %,d records"
              .formatted(texts.shortest(), texts.longest(), texts.count()));
    }
  }

  // ---- records together

  private void keys(Schema type, FieldProfile field, String path, long objects) {
    boolean canBeKey =
        (type.getType() == Schema.Type.STRING || type.getType() == Schema.Type.LONG)
            && (type.getLogicalType() == null || type.getLogicalType() instanceof LogicalTypes.Uuid)
            && field.values() == objects
            && objects >= FewWords.ENOUGH
            && field.neverRepeats();
    if (!canBeKey) {
      return;
    }
    if (!field.words().meansId()) {
      neverRepeated.add(path);
      return;
    }
    long watched = Math.min(objects, Repeats.MOST);
    Demand demand = hasKey ? new Demand.Unique() : new Demand.PrimaryKey();
    hasKey = true;
    log.propose(path, demand, "none twice in %,d records".formatted(watched));
  }

  private void completeness(FieldProfile field, String path, long objects) {
    long nulls = objects - field.values();
    if (objects < ENOUGH_FOR_SHARES || nulls == 0) {
      return;
    }
    for (int percent : List.of(1, 2, 5, 10, 15, 20, 25, 30, 40, MOST_PERCENT_NULL)) {
      // Twice what was seen: samples differ.
      if (200 * nulls <= percent * objects) {
        log.propose(
            path,
            new Demand.Complete(percent),
            "%s %% null in %,d records"
                .formatted(
                    Objects.toString(Math.round(1_000.0 * nulls / objects) / 10.0), objects));
        return;
      }
    }
  }
}
