package io.sluice.pipeline.measure;

import io.sluice.engine.contract.Major;
import io.sluice.pipeline.measurement.Shelf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Deltas that can't be taken yet, in their order: of contracts that are not known yet or can't be
 * read, or of a schema that the registry does not give right now. Bounded; what is beyond the bound
 * is lost, and seen as a gap.
 */
final class Parked {

  /**
   * So many of each contract are kept: a quarter of an hour of ten commits a second without many
   * keys.
   */
  static final int MOST = 10_000;

  private static final int AT_ONCE = 100;

  /** No contract's id begins so. */
  private static final byte[] PREFIX = "\0parked\0".getBytes(StandardCharsets.UTF_8);

  private final Shelf shelf;

  /** How many there are of each contract. */
  private final Map<Major, Integer> sizes = new HashMap<>();

  Parked(Shelf shelf) {
    this.shelf = shelf;
    shelf.visit(
        PREFIX,
        PREFIX,
        (key, value) -> {
          int end = key.length - 1 - Long.BYTES;
          Major.parse(new String(key, PREFIX.length, end - PREFIX.length, StandardCharsets.UTF_8))
              .ifPresent(contract -> sizes.merge(contract, 1, Integer::sum));
          return true;
        });
  }

  private static byte[] prefix(Major contract) {
    byte[] id = contract.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(PREFIX.length + id.length + 1).put(PREFIX).put(id).array();
  }

  private static byte[] key(Major contract, long offset) {
    byte[] prefix = prefix(contract);
    return ByteBuffer.allocate(prefix.length + Long.BYTES).put(prefix).putLong(offset).array();
  }

  /** The contracts that some wait for. */
  Set<Major> contracts() {
    return Set.copyOf(sizes.keySet());
  }

  /** Parks a delta; false where there is no room for it. */
  boolean add(Major contract, long offset, byte[] value) {
    if (sizes.getOrDefault(contract, 0) >= MOST) {
      return false;
    }
    sizes.merge(contract, 1, Integer::sum);
    shelf.put(key(contract, offset), value);
    return true;
  }

  /** Hands over those of a contract, one after the other, for as long as they are taken. */
  void handOver(Major contract, Predicate<byte[]> take) {
    while (sizes.containsKey(contract)) {
      for (Map.Entry<Long, byte[]> waiting : some(contract).entrySet()) {
        if (!take.test(waiting.getValue())) {
          return;
        }
        remove(contract, waiting.getKey());
      }
    }
  }

  /** Drops those of a contract. */
  void drop(Major contract) {
    handOver(contract, value -> true);
  }

  private Map<Long, byte[]> some(Major contract) {
    byte[] prefix = prefix(contract);
    Map<Long, byte[]> some = new LinkedHashMap<>();
    shelf.visit(
        prefix,
        prefix,
        (key, value) -> {
          some.put(ByteBuffer.wrap(key, prefix.length, Long.BYTES).getLong(), value);
          return some.size() < AT_ONCE;
        });
    return some;
  }

  private void remove(Major contract, long offset) {
    shelf.delete(key(contract, offset));
    sizes.computeIfPresent(contract, (id, size) -> size == 1 ? null : size - 1);
  }
}
