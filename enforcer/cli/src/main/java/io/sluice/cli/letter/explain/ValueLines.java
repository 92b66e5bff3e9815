package io.sluice.cli.letter.explain;

import io.sluice.cli.letter.Shown;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.walk.MapStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A decoded value, a line for each field, item and entry, with the violations beside the lines that
 * they concern, and those that concern none behind. Of many items a few are shown, and those that
 * break something.
 */
final class ValueLines {

  private static final int FEW = 10;
  private static final int WIDEST_LABEL = 40;
  private static final String INDENT = "  ";

  private record Line(String label, String text, List<Violation> violations) {}

  private final List<Violation> left;
  private final List<Line> lines = new ArrayList<>();

  private ValueLines(List<Violation> violations) {
    this.left = new ArrayList<>(violations);
  }

  static List<String> of(
      Schema schema, @Nullable Object value, Cover cover, List<Violation> violations) {
    ValueLines lines = new ValueLines(violations);
    Schema root = resolved(schema, value);
    if (root.getType() == Schema.Type.RECORD) {
      lines.inside(root, value, cover, "", "");
    } else {
      lines.add("(value)", root, value, cover, "", "");
    }
    lines.left.forEach(v -> lines.lines.add(new Line(Shown.text(v.path()), "", List.of(v))));
    return lines.printed();
  }

  /** The violations alone, for a value that has no lines to stand beside. */
  static List<String> of(List<Violation> violations) {
    ValueLines lines = new ValueLines(List.of());
    violations.forEach(v -> lines.lines.add(new Line(Shown.text(v.path()), "", List.of(v))));
    return lines.printed();
  }

  private static Schema resolved(Schema schema, @Nullable Object value) {
    return schema.getType() == Schema.Type.UNION
        ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value))
        : schema;
  }

  private void add(
      String label,
      Schema declared,
      @Nullable Object value,
      Cover cover,
      String path,
      String indent) {
    Schema schema = resolved(declared, value);
    String instead = cover.instead(schema, value);
    if (instead != null) {
      lines.add(new Line(indent + label, Shown.text(instead), takeAt(path)));
    } else {
      lines.add(new Line(indent + label, text(schema, value), takeAt(path)));
      inside(schema, value, cover, path, indent + INDENT);
    }
  }

  private List<Violation> takeAt(String path) {
    List<Violation> here = left.stream().filter(v -> v.path().equals(path)).toList();
    left.removeAll(here);
    return here;
  }

  private void inside(
      Schema schema, @Nullable Object value, Cover cover, String path, String indent) {
    switch (schema.getType()) {
      case RECORD -> {
        IndexedRecord record = (IndexedRecord) Objects.requireNonNull(value);
        String prefix = path.isEmpty() ? "" : path + ".";
        for (Schema.Field field : schema.getFields()) {
          Object item = record.get(field.pos());
          add(
              Shown.text(field.name()),
              field.schema(),
              item,
              cover.field(field.name()),
              prefix + field.name(),
              indent);
        }
      }
      case ARRAY -> {
        Items items = new Items(schema.getElementType(), cover.items(), path, indent);
        for (Object item : (Collection<?>) Objects.requireNonNull(value)) {
          items.add("[" + items.count + "]", item);
        }
        items.end();
      }
      case MAP -> {
        Items items = new Items(schema.getValueType(), cover.items(), path, indent);
        Map<String, Map.Entry<?, ?>> byKey = new TreeMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) Objects.requireNonNull(value)).entrySet()) {
          byKey.put(entry.getKey().toString(), entry);
        }
        byKey.forEach((key, entry) -> items.add(MapStep.segment(key), entry.getValue()));
        items.end();
      }
      case UNION, ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }

  /** The items of an array, or the entries of a map, as they come. */
  private final class Items {
    private final Schema schema;
    private final Cover cover;
    private final String path;
    private final String indent;
    private int count;
    private int hidden;

    Items(Schema schema, Cover cover, String path, String indent) {
      this.schema = schema;
      this.cover = cover;
      this.path = path;
      this.indent = indent;
    }

    void add(String segment, @Nullable Object item) {
      String place = path + segment;
      if (count++ < FEW || left.stream().anyMatch(v -> v.path().startsWith(place))) {
        ValueLines.this.add(Shown.escaped(segment), schema, item, cover, place, indent);
      } else {
        hidden++;
      }
    }

    void end() {
      if (hidden > 0) {
        lines.add(new Line(indent + "and %,d more".formatted(hidden), "", List.of()));
      }
    }
  }

  private static String text(Schema schema, @Nullable Object value) {
    return switch (schema.getType()) {
      case RECORD -> "";
      case ARRAY -> ((Collection<?>) Objects.requireNonNull(value)).isEmpty() ? "[]" : "";
      case MAP -> ((Map<?, ?>) Objects.requireNonNull(value)).isEmpty() ? "{}" : "";
      case STRING -> "\"" + Shown.text(String.valueOf(value)).replace("\"", "\\\"") + "\"";
      case UNION, ENUM, FIXED, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
          Shown.text(String.valueOf(Scalars.of(schema, value)));
    };
  }

  private List<String> printed() {
    int width =
        Math.min(WIDEST_LABEL, lines.stream().mapToInt(l -> l.label().length()).max().orElse(0));
    List<String> printed = new ArrayList<>();
    for (Line line : lines) {
      String head = ("%-" + Math.max(1, width) + "s  %s").formatted(line.label(), line.text());
      if (line.violations().isEmpty()) {
        printed.add(head.stripTrailing());
      }
      for (Violation violation : line.violations()) {
        printed.add(
            (line.text().isEmpty() ? head : head + "   ")
                + "<-- %s [%s]"
                    .formatted(
                        Shown.escaped(Shown.cut(violation.message(), 300)),
                        Shown.text(violation.rule())));
        head = " ".repeat(head.length());
      }
    }
    return printed;
  }
}
