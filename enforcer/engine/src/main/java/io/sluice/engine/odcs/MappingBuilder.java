package io.sluice.engine.odcs;

import io.sluice.engine.odcs.Shape.Items;
import io.sluice.engine.odcs.Shape.Mapping;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Collects the keys of a mapping. */
final class MappingBuilder {

  private final String what;
  private final Map<String, Shape> keys = new LinkedHashMap<>();
  private final Set<String> required = new LinkedHashSet<>();
  private boolean open;

  private MappingBuilder(String what) {
    this.what = what;
  }

  /**
   * A mapping without keys.
   *
   * @param what the thing it describes, for people
   */
  static MappingBuilder mapping(String what) {
    return new MappingBuilder(what);
  }

  static Shape list(Shape items) {
    return new Items(() -> items, 0);
  }

  /** A key that may be there. */
  MappingBuilder may(String key, Shape shape) {
    keys.put(key, shape);
    return this;
  }

  /** A key that must be there. */
  MappingBuilder must(String key, Shape shape) {
    required.add(key);
    return may(key, shape);
  }

  /** Lets keys stand that the standard does not know. */
  MappingBuilder open() {
    open = true;
    return this;
  }

  Mapping build() {
    return new Mapping(what, keys, required, open);
  }
}
