package io.sluice.engine.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the objects at one place held: the records themselves, or what is nested in a field. */
final class ObjectProfile {

  /** Of how many names each is looked at by itself. */
  static final int MOST_NAMES = 200;

  private final Map<String, FieldProfile> fields = new LinkedHashMap<>();

  /** All values together, as a map has them. */
  private final FieldProfile anyValue = new FieldProfile(new FieldWords(List.of("value")));

  private boolean hasMoreNames;
  private long count;

  void addObject() {
    count++;
  }

  /**
   * What a name stands for, for a value to be added to.
   *
   * @return null where there are too many names to tell them apart
   */
  @Nullable FieldProfile field(String name) {
    FieldProfile known = fields.get(name);
    if (known != null) {
      return known;
    }
    if (fields.size() == MOST_NAMES) {
      hasMoreNames = true;
      return null;
    }
    FieldProfile field = new FieldProfile(FieldWords.of(name));
    fields.put(name, field);
    return field;
  }

  long count() {
    return count;
  }

  Map<String, FieldProfile> fields() {
    return fields;
  }

  boolean hasMoreNames() {
    return hasMoreNames;
  }

  FieldProfile anyValue() {
    return anyValue;
  }
}
