package io.sluice.pipeline.measurement;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Records of one length, appended to entries of a store: an entry takes {@value #RECORDS} of them,
 * and the last one is written anew until it is full. So a commit writes what is new in it, and at
 * most one entry of what was there.
 */
final class Segments {

  private static final int RECORDS = 512;

  private final Drawer drawer;
  private long number;
  private final ByteBuffer tail;
  private boolean isChanged;

  /** Takes note of a record. */
  @FunctionalInterface
  interface Sink {
    void take(ByteBuffer record);
  }

  /**
   * Reads what is there.
   *
   * @param sink gets each record, in the order in which they were appended
   */
  Segments(Drawer drawer, int recordBytes, Sink sink) {
    this.drawer = drawer;
    this.tail = ByteBuffer.allocate(RECORDS * recordBytes);
    drawer.visit(
        (key, records) -> {
          number = Drawer.number(key);
          tail.clear().put(records);
          ByteBuffer rest = ByteBuffer.wrap(records);
          while (rest.remaining() >= recordBytes) {
            sink.take(rest);
          }
          return true;
        });
  }

  /** Appends a record; it is written with {@link #save}, or before. */
  void append(byte[] record) {
    if (!tail.hasRemaining()) {
      save();
      number++;
      tail.clear();
    }
    tail.put(record);
    isChanged = true;
  }

  /** Writes what was appended. */
  void save() {
    if (isChanged) {
      drawer.put(number, Arrays.copyOf(tail.array(), tail.position()));
      isChanged = false;
    }
  }
}
