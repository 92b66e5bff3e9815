package io.sluice.pipeline.measurement;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A shelf in memory, which gives and takes copies as a store does. */
final class MemoryShelf implements Shelf {

  private final NavigableMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
  private long written;

  @Override
  public byte @Nullable [] get(byte[] key) {
    byte[] value = entries.get(key);
    return value == null ? null : value.clone();
  }

  @Override
  public void put(byte[] key, byte[] value) {
    entries.put(key.clone(), value.clone());
    written += key.length + value.length;
  }

  @Override
  public void delete(byte[] key) {
    entries.remove(key);
  }

  @Override
  public void visit(byte[] prefix, byte[] from, Visitor visitor) {
    for (Map.Entry<byte[], byte[]> entry : entries.tailMap(from, true).entrySet()) {
      byte[] key = entry.getKey();
      boolean isWithin =
          key.length >= prefix.length
              && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
      if (!isWithin || !visitor.visit(key.clone(), entry.getValue().clone())) {
        return;
      }
    }
  }

  int size() {
    return entries.size();
  }

  /** The bytes that are there, keys with values. */
  long bytes() {
    return entries.entrySet().stream()
        .mapToLong(entry -> entry.getKey().length + entry.getValue().length)
        .sum();
  }

  /** All bytes that were ever put, keys with values. */
  long written() {
    return written;
  }
}
