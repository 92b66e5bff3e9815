package io.sluice.pipeline.measure;

import io.sluice.pipeline.measurement.Shelf;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A shelf that is a store of Kafka Streams: what is put is part of the task's transaction. */
final class StoreShelf implements Shelf {

  private final KeyValueStore<Bytes, byte[]> store;

  StoreShelf(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return store.get(Bytes.wrap(key));
  }

  @Override
  public void put(byte[] key, byte[] value) {
    store.put(Bytes.wrap(key), value);
  }

  @Override
  public void delete(byte[] key) {
    store.delete(Bytes.wrap(key));
  }

  @Override
  public void visit(byte[] prefix, byte[] from, Visitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = store.range(Bytes.wrap(from), null)) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        byte[] key = entry.key.get();
        boolean isWithin =
            key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
        if (!isWithin || !visitor.visit(key, entry.value)) {
          return;
        }
      }
    }
  }
}
