package io.sluice.engine.odcs;

import io.sluice.engine.odcs.Shape.Items;
import io.sluice.engine.odcs.Shape.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the keys of a mapping. */
final class MappingBuilder {

  private final String what;
  private final Map<String, Shape> keys = new LinkedHashMap<>();
  private final Map<String, Shape> keysAtFirst = new LinkedHashMap<>();
  private final Map<String, Edition> required = new LinkedHashMap<>();
  private @Nullable Edition closedSince = Edition.V3_0;

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
    return must(key, shape, Edition.V3_0);
  }

  /** A key that must be there from an edition on, and before may be. */
  MappingBuilder must(String key, Shape shape, Edition since) {
    required.put(key, since);
    return may(key, shape);
  }

  /** A key that v3.0 alone has, or in which it lets something else stand. */
  MappingBuilder mayAtFirst(String key, Shape shape) {
    keysAtFirst.put(key, shape);
    return this;
  }

  /** Lets keys stand that the standard does not know. */
  MappingBuilder open() {
    closedSince = null;
    return this;
  }

  /** Lets keys stand that the standard does not know, in the editions before one. */
  MappingBuilder openBefore(Edition edition) {
    closedSince = edition;
    return this;
  }

  Mapping build() {
    return new Mapping(what, keys, keysAtFirst, required, closedSince);
  }
}
