package io.sluice.engine.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** Random expressions that fit a record type; the same for the same seed. */
public final class RandomExpressions {

  private static final List<String> ORDERS = List.of("<", "<=", ">", ">=", "==", "!=");
  private static final List<String> TEXTS = List.of("", "a", "order-1", "Grüße", "日本", "😀", "e");
  private static final List<String> MOMENTS =
      List.of(
          "now",
          "timestamp(\"2026-11-21T00:00:00Z\")",
          "timestamp(\"1970-01-01T00:00:00.5Z\")",
          "now + duration(\"90m\")",
          "now - duration(\"1s\")");

  private static final List<String> CALENDAR =
      List.of(
          "getFullYear",
          "getMonth",
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getHours",
          "getMinutes",
          "getSeconds",
          "getMilliseconds");

  private final Random random;

  /** What can be read, each with its Avro type: fields of the record and items of loops. */
  private final List<Value> values = new ArrayList<>();

  private int loops;

  private record Value(String text, Schema schema, boolean isNullable) {

    boolean is(String name) {
      return schema.getType().getName().equals(name) && meaning().isEmpty();
    }

    String meaning() {
      LogicalType type = schema.getLogicalType();
      return type == null ? "" : type.getName();
    }
  }

  public RandomExpressions(Random random, Schema record) {
    this.random = random;
    add("message", record, 0, false);
  }

  private void add(String text, Schema schema, int depth, boolean isNullable) {
    switch (schema.getType()) {
      case UNION -> {
        List<Schema> others =
            schema.getTypes().stream().filter(t -> t.getType() != Schema.Type.NULL).toList();
        if (others.size() == 1) {
          add(text, others.getFirst(), depth, schema.isNullable());
        }
      }
      case RECORD -> {
        values.add(new Value(text, schema, isNullable));
        if (depth < 3) {
          for (Schema.Field field : schema.getFields()) {
            if (!field.name().matches("\\w+")) {
              continue; // CEL has no way to name it
            }
            add(text + ".`" + field.name() + "`", field.schema(), depth + 1, false);
          }
        }
      }
      case MAP -> {
        values.add(new Value(text, schema, isNullable));
        add(text + "[\"key1\"]", schema.getValueType(), depth + 1, false);
      }
      case ARRAY -> {
        values.add(new Value(text, schema, isNullable));
        add(text + "[" + random.nextInt(3) + "]", schema.getElementType(), depth + 1, false);
      }
      default -> values.add(new Value(text, schema, isNullable));
    }
  }

  /** An expression that gives a boolean, or a message. */
  public String rule() {
    return switch (random.nextInt(8)) {
      case 0 -> truth(2) + " ? \"\" : \"it is wrong\"";
      case 1 -> truth(2) + " ? " + text(1) + " : \"it is odd\"";
      default -> truth(3);
    };
  }

  private <T> T any(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }

  private String read(Predicate<Value> kind, String otherwise) {
    List<Value> fitting = values.stream().filter(kind).toList();
    return fitting.isEmpty() || random.nextInt(6) == 0 ? otherwise : any(fitting).text();
  }

  private String truth(int depth) {
    if (depth == 0) {
      return comparison(0);
    }
    return switch (random.nextInt(12)) {
      case 0, 1 -> "(" + truth(depth - 1) + " && " + truth(depth - 1) + ")";
      case 2, 3 -> "(" + truth(depth - 1) + " || " + truth(depth - 1) + ")";
      case 4 -> "!(" + truth(depth - 1) + ")";
      case 5 -> "(" + truth(depth - 1) + " ? " + truth(depth - 1) + " : " + truth(depth - 1) + ")";
      case 6 -> loop(depth);
      case 7 -> presence();
      default -> comparison(depth);
    };
  }

  private String comparison(int depth) {
    String order = any(ORDERS);
    return switch (random.nextInt(12)) {
      case 0, 1 -> whole(depth) + " " + order + " " + whole(depth);
      case 2 -> real(depth) + " " + order + " " + real(depth);
      case 3 -> whole(depth) + " " + any(ORDERS.subList(0, 4)) + " " + real(depth);
      case 4 -> text(depth) + " " + order + " " + text(depth);
      case 5 -> moment() + " " + order + " " + moment();
      case 6 -> exact() + " " + order + " " + exact();
      case 7 ->
          text(depth) + any(List.of(".startsWith(", ".endsWith(", ".contains(")) + text(0) + ")";
      case 8 ->
          text(depth) + ".matches(\"" + any(List.of("^a", "e$", "[a-z]+-\\\\d", "(a+)+$")) + "\")";
      case 9 -> text(depth) + " in [\"a\", \"order-1\"]";
      case 10 -> whole(depth) + " in [0, 1, -1]";
      default -> read(v -> v.is("boolean"), "true");
    };
  }

  private String presence() {
    List<Value> selected =
        values.stream().filter(v -> v.text().contains(".") && v.text().endsWith("`")).toList();
    if (selected.isEmpty() || random.nextBoolean()) {
      return read(v -> v.isNullable() && (v.is("int") || v.is("string")), "null")
          + any(List.of(" != ", " == "))
          + "null";
    }
    return "has(" + any(selected).text() + ")";
  }

  /** Something of the items of an array; nested where one is around already. */
  private String loop(int depth) {
    List<Value> lists =
        values.stream().filter(v -> v.schema().getType() == Schema.Type.ARRAY).toList();
    if (lists.isEmpty() || loops == 2) {
      return comparison(depth);
    }
    Value list = any(lists);
    String item = "i" + loops++;
    int before = values.size();
    add(item, list.schema().getElementType(), 1, false);
    String body = truth(depth - 1);
    values.subList(before, values.size()).clear();
    loops--;
    String macro = any(List.of("all", "all", "exists", "exists", "exists_one"));
    return list.text() + "." + macro + "(" + item + ", " + body + ")";
  }

  private String whole(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      return "("
          + whole(depth - 1)
          + any(List.of(" + ", " - ", " * ", " / ", " % "))
          + whole(depth - 1)
          + ")";
    }
    return switch (random.nextInt(9)) {
      case 4 -> "(" + moment() + ")." + any(CALENDAR) + "()";
      case 0 -> any(List.of("0", "1", "-1", "7", "9223372036854775807", "-9223372036854775808"));
      case 1 -> "size(" + text(0) + ")";
      case 2 -> "size(" + read(v -> v.schema().getType() == Schema.Type.ARRAY, "\"four\"") + ")";
      case 3 -> "(" + comparison(0) + " ? " + whole(0) + " : 3)";
      default -> read(v -> v.is("int") || v.is("long"), "5");
    };
  }

  private String real(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      return "("
          + real(depth - 1)
          + any(List.of(" + ", " - ", " * ", " / "))
          + real(depth - 1)
          + ")";
    }
    return switch (random.nextInt(5)) {
      case 0 -> any(List.of("0.0", "0.5", "-1.5", "1e300"));
      case 1 -> "double(" + whole(0) + ")";
      default -> read(v -> v.is("float") || v.is("double"), "0.25");
    };
  }

  private String text(int depth) {
    if (depth > 0 && random.nextInt(6) == 0) {
      return "(" + text(depth - 1) + " + " + text(depth - 1) + ")";
    }
    return random.nextInt(3) == 0
        ? "\"" + any(TEXTS) + "\""
        : read(
            v -> v.is("string") || v.is("enum") || v.meaning().equals("uuid"),
            "\"" + any(TEXTS) + "\"");
  }

  private String moment() {
    return random.nextInt(3) == 0
        ? any(MOMENTS)
        : read(v -> v.meaning().equals("date") || v.meaning().contains("timestamp"), any(MOMENTS));
  }

  private String exact() {
    String read = read(v -> v.meaning().equals("decimal"), "decimal(\"0.10\")");
    return switch (random.nextInt(6)) {
      case 0 -> "decimal(\"-1.5\")";
      case 1 -> "(" + read + " * 2)";
      default -> read;
    };
  }
}
