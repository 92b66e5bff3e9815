package io.sluice.engine.odcs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What the standard lets stand at one place of a document. */
sealed interface Shape {

  /** A single value. */
  enum Scalar implements Shape {
    TEXT("a string"),
    NUMBER("a number"),
    WHOLE("a whole number"),
    BOOLEAN("true or false"),
    /** Any single value, null too. */
    SINGLE("a single value"),
    /** Anything at all. */
    ANY("anything");

    private final String words;

    Scalar(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** One of some words. */
  record Word(List<String> words) implements Shape {}

  /** A list, of items of one shape. */
  record Items(Supplier<Shape> shape) implements Shape {}

  /** A mapping with known keys, some of which must be there. */
  record Mapping(String what, Map<String, Shape> keys, Set<String> required) implements Shape {}

  /** A mapping whose keys depend on the word at one of them. */
  record Switch(String key, Map<String, Mapping> mappings, Mapping otherwise) implements Shape {}

  /** A shape that holds itself somewhere below. */
  record Later(Supplier<Shape> shape) implements Shape {}

  /** A mapping, or a list, or text, each in its own shape. */
  record Either(List<Shape> shapes) implements Shape {}
}
