package io.sluice.engine.odcs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What the standard lets stand at one place of a document. */
sealed interface Shape {

  /** A value of one kind, whatever it holds. */
  enum Kind implements Shape {
    TEXT("a string"),
    NUMBER("a number"),
    WHOLE("a whole number"),
    BOOLEAN("true or false"),
    /** Any single value, null too. */
    SINGLE("a single value"),
    /** A mapping with any keys. */
    OBJECT("a mapping"),
    /** Anything at all. */
    ANY("anything");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** One of some words. */
  record Word(List<String> words) implements Shape {}

  /**
   * A text that must match an expression as a whole.
   *
   * @param words what such a text is, for people
   */
  record Matching(Pattern expression, String words) implements Shape {}

  /**
   * A list, of items of one shape. The shape is supplied late, since a property holds properties.
   *
   * @param least how many it must have
   */
  record Items(Supplier<Shape> shape, int least) implements Shape {}

  /**
   * A mapping with known keys, some of which must be there.
   *
   * @param what the thing it describes, for people
   * @param open whether the standard lets further keys stand, without giving them a meaning
   */
  record Mapping(String what, Map<String, Shape> keys, Set<String> required, boolean open)
      implements Shape {}

  /**
   * A mapping whose keys depend on what it says.
   *
   * @param mappings every mapping that it can be
   */
  record Choice(Function<Fields, Mapping> chosen, List<Mapping> mappings) implements Shape {}

  /** A shape that holds itself somewhere below. */
  record Later(Supplier<Shape> shape) implements Shape {}

  /** One shape for each kind of node: a mapping, a list, a single value. */
  record Either(List<Shape> shapes) implements Shape {}
}
