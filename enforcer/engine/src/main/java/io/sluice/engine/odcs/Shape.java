package io.sluice.engine.odcs;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
   * @param keys what may stand at each key
   * @param keysAtFirst what v3.0 alone lets stand at some keys
   * @param required the keys that must be there, each with the first edition that says so
   * @param closedSince the first edition that lets no further keys stand, to which it gives no
   *     meaning; null where every edition lets them
   */
  record Mapping(
      String what,
      Map<String, Shape> keys,
      Map<String, Shape> keysAtFirst,
      Map<String, Edition> required,
      @Nullable Edition closedSince)
      implements Shape {

    /** What an edition lets stand at a key; null for a key that it does not know. */
    @Nullable Shape at(String key, Edition edition) {
      Shape atFirst = edition == Edition.V3_0 ? keysAtFirst.get(key) : null;
      return atFirst == null ? keys.get(key) : atFirst;
    }

    /** The keys that must be there in an edition. */
    List<String> required(Edition edition) {
      return required.entrySet().stream()
          .filter(key -> edition.compareTo(key.getValue()) >= 0)
          .map(Map.Entry::getKey)
          .toList();
    }

    /** Whether an edition lets further keys stand. */
    boolean isOpen(Edition edition) {
      return closedSince == null || edition.compareTo(closedSince) < 0;
    }
  }

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
