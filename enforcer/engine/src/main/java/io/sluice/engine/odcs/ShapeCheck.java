package io.sluice.engine.odcs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Holds a document against the shapes of the standard's edition, and reports every difference. */
final class ShapeCheck {

  private final Edition edition;
  private final Report report;

  ShapeCheck(Edition edition, Report report) {
    this.edition = edition;
    this.report = report;
  }

  /**
   * Checks a value and all below it.
   *
   * @param key what to call it in findings
   */
  void check(Fields value, Shape shape, String key) {
    switch (shape) {
      case Shape.Kind kind -> {
        if (!value.is(kind)) {
          report.wrongKind(value.location(), key, kind.words(), value.isSingle());
        }
      }
      case Shape.Word(List<String> words) -> word(value, words, key);
      case Shape.Matching matching -> matching(value, matching, key);
      case Shape.Items items -> items(value, items, key);
      case Shape.Mapping mapping -> mapping(value, mapping, key);
      case Shape.Choice choice -> mapping(value, choice.chosen().apply(value), key);
      case Shape.Later(var later) -> check(value, later.get(), key);
      case Shape.Either(List<Shape> shapes) -> either(value, shapes, key);
    }
  }

  private void word(Fields value, List<String> words, String key) {
    if (!value.is(Shape.Kind.TEXT)) {
      report.wrongKind(
          value.location(), key, "one of " + String.join(", ", words), value.isSingle());
    } else if (!words.contains(value.text())) {
      report.unknownWord(value.location(), key, String.valueOf(value.text()), words);
    }
  }

  private void matching(Fields value, Shape.Matching matching, String key) {
    if (!value.is(Shape.Kind.TEXT)) {
      report.wrongKind(value.location(), key, Shape.Kind.TEXT.words(), value.isSingle());
    } else if (!matching.expression().matcher(String.valueOf(value.text())).matches()) {
      report.wrongText(value.location(), key, matching.words());
    }
  }

  private void items(Fields value, Shape.Items shape, String key) {
    if (!value.isList()) {
      report.wrongKind(value.location(), key, "a list", false);
      return;
    }
    List<Fields> items = value.items();
    if (items.size() < shape.least()) {
      report.tooShort(value.location(), key, shape.least());
    }
    items.forEach(item -> check(item, shape.shape().get(), "an item of " + key));
  }

  private void mapping(Fields value, Shape.Mapping shape, String key) {
    if (!value.is(Shape.Kind.OBJECT)) {
      report.wrongKind(value.location(), key, "a mapping", false);
      return;
    }
    Set<String> seen = new HashSet<>();
    for (Fields.Entry entry : value.entries()) {
      Shape known = shape.at(entry.key(), edition);
      if (!seen.add(entry.key())) {
        report.duplicateKey(entry.location(), entry.key());
      } else if (known != null) {
        check(entry.value(), known, entry.key());
      } else if (shape.isOpen(edition)) {
        report.undefinedKey(entry.location(), entry.key(), shape.what(), shape.keys().keySet());
      } else {
        report.unknownKey(entry.location(), entry.key(), shape.what(), shape.keys().keySet());
      }
    }
    for (String required : shape.required(edition)) {
      if (!seen.contains(required)) {
        report.missingKey(value.location(), required, shape.what());
      }
    }
  }

  private void either(Fields value, List<Shape> shapes, String key) {
    for (Shape shape : shapes) {
      if (isFor(shape, value.node())) {
        check(value, shape, key);
        return;
      }
    }
    report.wrongKind(
        value.location(),
        key,
        shapes.stream().map(ShapeCheck::words).collect(Collectors.joining(" or ")),
        false);
  }

  /** Whether a shape is meant for nodes of this kind. */
  private static boolean isFor(Shape shape, @Nullable Node node) {
    return switch (shape) {
      case Shape.Items items -> node instanceof SequenceNode;
      case Shape.Mapping mapping -> node instanceof MappingNode;
      case Shape.Kind kind when kind == Shape.Kind.OBJECT -> node instanceof MappingNode;
      default -> node instanceof ScalarNode;
    };
  }

  private static String words(Shape shape) {
    return switch (shape) {
      case Shape.Items items -> "a list";
      case Shape.Mapping mapping -> "a mapping";
      case Shape.Kind kind -> kind.words();
      default -> "a single value";
    };
  }
}
