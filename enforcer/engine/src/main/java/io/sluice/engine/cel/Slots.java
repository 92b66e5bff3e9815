package io.sluice.engine.cel;

import java.util.ArrayList;
import java.util.List;

/** Which root fields the expressions of one plan ask the walk to mark, each once. */
public final class Slots {

  private final List<String> fields = new ArrayList<>();

  /** The slot of a field of the record. */
  public int of(String field) {
    int known = fields.indexOf(field);
    if (known >= 0) {
      return known;
    }
    fields.add(field);
    return fields.size() - 1;
  }

  /** Whether none is asked for. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** The slot of a field that is asked for; -1 where none asks for it. */
  public int find(String field) {
    return fields.indexOf(field);
  }
}
