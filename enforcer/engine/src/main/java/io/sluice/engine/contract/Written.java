package io.sluice.engine.contract;

import io.sluice.engine.finding.Location;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a document says where the standard leaves the form to tools, with the place of each part, so
 * that who gives it a meaning can say where it has none.
 */
public sealed interface Written {

  /** Where it stands. */
  Location location();

  /** As YAML has it: String, Boolean, BigDecimal, List, Map or null. */
  @Nullable Object value();

  /**
   * A single value.
   *
   * @param written its text, as it stands; null for null
   * @param value String, Boolean, BigDecimal or null
   */
  record Single(@Nullable String written, @Nullable Object value, Location location)
      implements Written {}

  /** A list. */
  record Items(List<Written> items, Location location) implements Written {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public List<@Nullable Object> value() {
      List<@Nullable Object> values = new ArrayList<>();
      items.forEach(item -> values.add(item.value()));
      return values;
    }
  }

  /** A mapping, in the order of the document. */
  record Entries(Map<String, Written> entries, Location location) implements Written {
    public Entries {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public Map<String, @Nullable Object> value() {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      entries.forEach((key, entry) -> values.put(key, entry.value()));
      return values;
    }
  }

  /** A mapping that has nothing. */
  static Entries none(Location location) {
    return new Entries(Map.of(), location);
  }

  /** A value without places of its own: all of it stands at one. */
  static Written of(@Nullable Object value, Location location) {
    return switch (value) {
      case List<?> list ->
          new Items(list.stream().map(item -> of(item, location)).toList(), location);
      case Map<?, ?> map -> {
        Map<String, Written> entries = new LinkedHashMap<>();
        map.forEach((key, entry) -> entries.put(String.valueOf(key), of(entry, location)));
        yield new Entries(entries, location);
      }
      case null -> new Single(null, null, location);
      default -> new Single(value.toString(), value, location);
    };
  }

  /** The value of a key; empty where this is no mapping, or has no such key. */
  default Optional<Written> child(String key) {
    return this instanceof Entries mapping
        ? Optional.ofNullable(mapping.entries().get(key))
        : Optional.empty();
  }

  /** The keys of a mapping; none of anything else. */
  default List<String> keys() {
    return this instanceof Entries mapping ? List.copyOf(mapping.entries().keySet()) : List.of();
  }

  /** The text of a single value as it is written; empty for null and anything else. */
  default Optional<String> text() {
    return this instanceof Single single ? Optional.ofNullable(single.written()) : Optional.empty();
  }

  /** A number; empty for anything else, a number in quotes too. */
  default Optional<BigDecimal> number() {
    return value() instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
  }
}
