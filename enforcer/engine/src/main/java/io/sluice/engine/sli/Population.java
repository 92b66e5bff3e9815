package io.sluice.engine.sli;

import io.sluice.engine.contract.Framing;
import java.util.List;
import java.util.Optional;

/** The keys that are to be covered. */
public sealed interface Population {

  /** So many keys, whichever they are. */
  record Count(long keys) implements Population {}

  /** These keys, as text; each differs. */
  record Values(List<String> keys) implements Population {
    public Values {
      keys = List.copyOf(keys);
    }
  }

  /**
   * The keys that a compacted reference topic holds when a window is judged.
   *
   * @param key the field of its records that holds the key; empty for the record's own key, as
   *     UTF-8
   * @param condition an expression over {@code message}, its records; empty where all of them count
   * @param framing how its records name their writer schema
   */
  record Topic(String topic, Optional<String> key, Optional<String> condition, Framing framing)
      implements Population {}
}
