package io.sluice.engine.odcs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Holds a tree of nodes against the shapes of the standard, and reports every difference. */
final class ShapeCheck {

  private final String file;
  private final Report report;

  ShapeCheck(String file, Report report) {
    this.file = file;
    this.report = report;
  }

  /**
   * Checks a node and all below it.
   *
   * @param key what to call it in findings
   */
  void check(Node node, Shape shape, String key) {
    switch (shape) {
      case Shape.Scalar scalar -> scalar(node, scalar, key);
      case Shape.Word(List<String> words) -> word(node, words, key);
      case Shape.Items(var items) -> items(node, items.get(), key);
      case Shape.Mapping mapping -> mapping(node, mapping, key);
      case Shape.Switch choice -> mapping(node, chosen(node, choice), key);
      case Shape.Later(var later) -> check(node, later.get(), key);
      case Shape.Either(List<Shape> shapes) -> either(node, shapes, key);
    }
  }

  private void scalar(Node node, Shape.Scalar wanted, String key) {
    if (wanted == Shape.Scalar.ANY) {
      return;
    }
    boolean fits =
        node instanceof ScalarNode scalar
            && switch (wanted) {
              case TEXT -> scalar.getTag().equals(Tag.STR);
              case NUMBER ->
                  scalar.getTag().equals(Tag.INT)
                      || (scalar.getTag().equals(Tag.FLOAT) && isFinite(scalar));
              case WHOLE -> scalar.getTag().equals(Tag.INT);
              case BOOLEAN -> scalar.getTag().equals(Tag.BOOL);
              case SINGLE, ANY -> true;
            };
    if (!fits) {
      if (node instanceof ScalarNode) {
        report.wrongShape(YamlTree.place(file, node), key, wanted.words());
      } else {
        report.wrongNode(YamlTree.place(file, node), key, wanted.words());
      }
    }
  }

  private static boolean isFinite(ScalarNode scalar) {
    return !scalar.getValue().toLowerCase(java.util.Locale.ROOT).contains(".inf")
        && !scalar.getValue().toLowerCase(java.util.Locale.ROOT).contains(".nan");
  }

  private void word(Node node, List<String> words, String key) {
    if (!(node instanceof ScalarNode scalar)) {
      report.wrongNode(YamlTree.place(file, node), key, "one of " + String.join(", ", words));
    } else if (!words.contains(scalar.getValue())) {
      report.unknownWord(YamlTree.place(file, node), key, scalar.getValue(), words);
    }
  }

  private void items(Node node, Shape shape, String key) {
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        check(item, shape, "an item of " + key);
      }
    } else {
      report.wrongNode(YamlTree.place(file, node), key, "a list");
    }
  }

  private static Shape.Mapping chosen(Node node, Shape.Switch choice) {
    String word = new Fields("", node).text(choice.key());
    return word == null
        ? choice.otherwise()
        : choice.mappings().getOrDefault(word, choice.otherwise());
  }

  private void mapping(Node node, Shape.Mapping shape, String key) {
    if (!(node instanceof MappingNode mapping)) {
      report.wrongNode(YamlTree.place(file, node), key, "a mapping");
      return;
    }
    Set<String> seen = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      Node keyNode = entry.getKeyNode();
      String name = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "?";
      Shape value = shape.keys().get(name);
      if (!seen.add(name)) {
        report.duplicateKey(YamlTree.place(file, keyNode), name);
      } else if (value == null) {
        report.unknownKey(YamlTree.place(file, keyNode), name, shape.what(), shape.keys().keySet());
      } else {
        check(entry.getValueNode(), value, name);
      }
    }
    for (String required : shape.required()) {
      if (!seen.contains(required)) {
        report.missingKey(YamlTree.place(file, node), required, shape.what());
      }
    }
  }

  private void either(Node node, List<Shape> shapes, String key) {
    for (Shape shape : shapes) {
      boolean sameKind =
          switch (shape) {
            case Shape.Items items -> node instanceof SequenceNode;
            case Shape.Mapping mapping -> node instanceof MappingNode;
            default -> node instanceof ScalarNode;
          };
      if (sameKind) {
        check(node, shape, key);
        return;
      }
    }
    report.wrongNode(
        YamlTree.place(file, node),
        key,
        "in one of its shapes: "
            + shapes.stream().map(ShapeCheck::kind).collect(Collectors.joining(" or ")));
  }

  private static String kind(Shape shape) {
    return switch (shape) {
      case Shape.Items items -> "a list";
      case Shape.Mapping mapping -> "a mapping";
      default -> "a single value";
    };
  }
}
