package io.sluice.engine.odcs;

import io.sluice.engine.finding.Location;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads the keys of one mapping. What is not there, or not of the kind asked for, reads as null or
 * nothing: {@link ShapeCheck} has reported it.
 */
final class Fields {

  private final String file;
  private final @Nullable Node node;

  Fields(String file, @Nullable Node node) {
    this.file = file;
    this.node = node;
  }

  private @Nullable NodeTuple entry(String key) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
          return entry;
        }
      }
    }
    return null;
  }

  @Nullable Node node(String key) {
    NodeTuple entry = entry(key);
    return entry == null ? null : entry.getValueNode();
  }

  boolean has(String key) {
    return entry(key) != null;
  }

  /** The place of this mapping. */
  Location location() {
    return YamlTree.place(file, node);
  }

  /** The place of a key's value; of this mapping where the key is not there. */
  Location location(String key) {
    Node value = node(key);
    return value == null ? location() : YamlTree.place(file, value);
  }

  /** The place of a key; of this mapping where it is not there. */
  Location keyLocation(String key) {
    NodeTuple entry = entry(key);
    return entry == null ? location() : YamlTree.place(file, entry.getKeyNode());
  }

  /** A single value as it is written; null where there is none, or it is null. */
  @Nullable String text(String key) {
    return text(node(key));
  }

  private static @Nullable String text(@Nullable Node value) {
    return value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
        ? scalar.getValue()
        : null;
  }

  String text(String key, String otherwise) {
    String value = text(key);
    return value == null ? otherwise : value;
  }

  boolean isTrue(String key) {
    return Boolean.TRUE.equals(value(key));
  }

  /** A number; null where there is none. */
  @Nullable BigDecimal number(String key) {
    return value(key) instanceof BigDecimal number ? number : null;
  }

  Fields child(String key) {
    return new Fields(file, node(key));
  }

  /** The mappings of a list. */
  List<Fields> children(String key) {
    return node(key) instanceof SequenceNode sequence
        ? sequence.getValue().stream().map(item -> new Fields(file, item)).toList()
        : List.of();
  }

  boolean isList(String key) {
    return node(key) instanceof SequenceNode;
  }

  /** A list's values as they are written; null stands for null. */
  List<@Nullable String> texts(String key) {
    List<@Nullable String> texts = new ArrayList<>();
    if (node(key) instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        texts.add(text(item));
      }
    }
    return texts;
  }

  /** A value as Java has it: String, Boolean, BigDecimal, List, Map or null. */
  @Nullable Object value(String key) {
    return value(node(key));
  }

  private static @Nullable Object value(@Nullable Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> {
        List<@Nullable Object> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(value(item)));
        yield items;
      }
      case MappingNode mapping -> {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        mapping
            .getValue()
            .forEach(
                e -> entries.put(String.valueOf(value(e.getKeyNode())), value(e.getValueNode())));
        yield entries;
      }
      case null, default -> null;
    };
  }

  private static @Nullable Object scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(scalar.getValue());
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      try {
        return new BigDecimal(scalar.getValue());
      } catch (NumberFormatException e) {
        // Hexadecimal, octal, infinity: text to whoever asks for a number.
        return scalar.getValue();
      }
    }
    return scalar.getValue();
  }
}
