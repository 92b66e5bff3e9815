package io.sluice.cli.letter.count;

import org.jspecify.annotations.Nullable;

/**
 * A writer schema, as letters name it.
 *
 * @param id null of letters that name none
 */
record SchemaKey(@Nullable Long id) implements Comparable<SchemaKey> {

  @Override
  public int compareTo(SchemaKey other) {
    return Long.compare(id == null ? -1 : id, other.id == null ? -1 : other.id);
  }

  @Override
  public String toString() {
    return id == null ? "none" : id.toString();
  }
}
