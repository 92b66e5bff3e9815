package io.sluice.engine.odcs;

import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Location;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of a document, and where it is a mapping, its keys. What is not there, or not of the kind
 * asked for, reads as null or nothing: {@link ShapeCheck} has reported it.
 */
final class Fields {

  /** Longer numbers are none: reading them takes time that grows with the square. */
  private static final int MOST_DIGITS = 1_000;

  private final String file;
  private final @Nullable Node node;

  Fields(String file, @Nullable Node node) {
    this.file = file;
    this.node = node;
  }

  /**
   * A key with its value.
   *
   * @param location the place of the key
   */
  record Entry(String key, Location location, Fields value) {}

  // ---- the value itself

  @Nullable Node node() {
    return node;
  }

  /** The place of this value. */
  Location location() {
    return YamlTree.place(file, node);
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isSingle() {
    return node instanceof ScalarNode;
  }

  boolean is(Shape.Kind kind) {
    return switch (kind) {
      case ANY -> true;
      case SINGLE -> node instanceof ScalarNode;
      case OBJECT -> node instanceof MappingNode;
      case TEXT -> node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR);
      case BOOLEAN -> value() instanceof Boolean;
      case NUMBER -> value() instanceof BigDecimal;
      case WHOLE ->
          value() instanceof BigDecimal number
              && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0);
    };
  }

  /** A single value as it is written; null where it is none, or null. */
  @Nullable String text() {
    return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
        ? scalar.getValue()
        : null;
  }

  /** The value as Java has it: String, Boolean, BigDecimal, List, Map or null. */
  @Nullable Object value() {
    return switch (node) {
      case ScalarNode scalar -> single(scalar);
      case SequenceNode sequence -> {
        List<@Nullable Object> values = new ArrayList<>();
        items().forEach(item -> values.add(item.value()));
        yield values;
      }
      case MappingNode mapping -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        entries().forEach(entry -> values.putIfAbsent(entry.key(), entry.value().value()));
        yield values;
      }
      case null, default -> null;
    };
  }

  /** The value with the places of its parts. */
  Written written() {
    return switch (node) {
      case SequenceNode sequence ->
          new Written.Items(items().stream().map(Fields::written).toList(), location());
      case MappingNode mapping -> {
        Map<String, Written> values = new LinkedHashMap<>();
        entries().forEach(entry -> values.putIfAbsent(entry.key(), entry.value().written()));
        yield new Written.Entries(values, location());
      }
      case null, default -> new Written.Single(text(), value(), location());
    };
  }

  private static @Nullable Object single(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.NULL)) {
      return null;
    } else if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    } else if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      BigDecimal number = decimal(text);
      return number == null ? text : number;
    }
    return text;
  }

  /** A number as YAML's core schema writes it; null for infinity, NaN and what no number can be. */
  private static @Nullable BigDecimal decimal(String text) {
    if (text.length() > MOST_DIGITS) {
      return null;
    }
    try {
      if (text.startsWith("0x")) {
        return new BigDecimal(new BigInteger(text.substring(2), 16));
      }
      return text.startsWith("0o")
          ? new BigDecimal(new BigInteger(text.substring(2), 8))
          : new BigDecimal(text.toLowerCase(Locale.ROOT));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The items of a list; none where this is no list. */
  List<Fields> items() {
    return node instanceof SequenceNode sequence
        ? sequence.getValue().stream().map(item -> new Fields(file, item)).toList()
        : List.of();
  }

  /** The keys of a mapping with their values, in order; none where this is no mapping. */
  List<Entry> entries() {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream().map(this::entry).toList()
        : List.of();
  }

  private Entry entry(NodeTuple tuple) {
    // A list or mapping as a key is YAML, and no key that a contract has.
    String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    return new Entry(
        key, YamlTree.place(file, tuple.getKeyNode()), new Fields(file, tuple.getValueNode()));
  }

  // ---- the keys of a mapping

  private @Nullable Entry entry(String key) {
    return entries().stream().filter(e -> e.key().equals(key)).findFirst().orElse(null);
  }

  boolean has(String key) {
    return entry(key) != null;
  }

  /** The value of a key; nothing at all where the key is not there. */
  Fields child(String key) {
    Entry entry = entry(key);
    return entry == null ? nothing() : entry.value();
  }

  /** What stands where nothing does. */
  Fields nothing() {
    return new Fields(file, null);
  }

  /** The place of a key's value; of this mapping where the key is not there. */
  Location location(String key) {
    Entry entry = entry(key);
    return entry == null ? location() : entry.value().location();
  }

  /** The place of a key; of this mapping where it is not there. */
  Location keyLocation(String key) {
    Entry entry = entry(key);
    return entry == null ? location() : entry.location();
  }

  /** The items of a key's list. */
  List<Fields> children(String key) {
    return child(key).items();
  }

  @Nullable String text(String key) {
    return child(key).text();
  }

  String text(String key, String otherwise) {
    String value = text(key);
    return value == null ? otherwise : value;
  }

  boolean isTrue(String key) {
    return Boolean.TRUE.equals(child(key).value());
  }

  /** A number; null where there is none. */
  @Nullable BigDecimal number(String key) {
    return child(key).value() instanceof BigDecimal number ? number : null;
  }
}
