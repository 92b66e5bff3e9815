package io.sluice.engine.walk;

import java.util.Arrays;

/**
 * What one thread's expressions work with: places in the record, texts, and whether something
 * failed. Grows to what the plans need, and is then reused: evaluating allocates nothing.
 */
public final class Scratch {

  private int[] slots = new int[16];
  private int[] sizes = new int[16];
  private int[] items = new int[4];
  private byte[][] texts = new byte[8][];
  private int[] offsets = new int[8];
  private int[] lengths = new int[8];
  private boolean failed;
  private int iterations;
  private int nanos;
  private int subject;

  /**
   * Notes a root field.
   *
   * @param at where it starts
   * @param size how many items it has, where it is an array or a map
   */
  void mark(int slot, int at, int size) {
    if (slot >= slots.length) {
      int length = Math.max(slot + 1, slots.length * 2);
      slots = Arrays.copyOf(slots, length);
      sizes = Arrays.copyOf(sizes, length);
    }
    slots[slot] = at;
    sizes[slot] = size;
  }

  /** Where the value starts that the expression is about. */
  public int subject() {
    return subject;
  }

  /** Where a root field starts. */
  public int slot(int slot) {
    return slots[slot];
  }

  /** How many items a root field has, which is an array or a map. */
  public int size(int slot) {
    return sizes[slot];
  }

  /** Where the item starts that a loop stands at. */
  public int item(int loop) {
    return items[loop];
  }

  /** Moves a loop on; {@code loop} is how many loops stand around it. */
  public void item(int loop, int at) {
    if (loop >= items.length) {
      items = Arrays.copyOf(items, loop + 4);
    }
    items[loop] = at;
  }

  /** Keeps a text in a register. */
  public void text(int register, byte[] utf8, int offset, int length) {
    if (register >= texts.length) {
      texts = Arrays.copyOf(texts, register + 8);
      offsets = Arrays.copyOf(offsets, register + 8);
      lengths = Arrays.copyOf(lengths, register + 8);
    }
    texts[register] = utf8;
    offsets[register] = offset;
    lengths[register] = length;
  }

  public byte[] textBytes(int register) {
    return texts[register];
  }

  public int textOffset(int register) {
    return offsets[register];
  }

  public int textLength(int register) {
    return lengths[register];
  }

  /** The fraction of a second that goes with the seconds that were given last. */
  public int nanos() {
    return nanos;
  }

  public void nanos(int fraction) {
    nanos = fraction;
  }

  /** Begins an expression over the value that starts at a place. */
  public void begin(int at) {
    subject = at;
    failed = false;
    iterations = 0;
  }

  /** Whether what was evaluated last has no value. */
  public boolean failed() {
    return failed;
  }

  /** Notes that what is being evaluated has no value, or takes such a note back. */
  public void failed(boolean hasNoValue) {
    failed = hasNoValue;
  }

  /** Counts an item that a loop goes over; false beyond the most. */
  public boolean iterate(int most) {
    return ++iterations <= most;
  }
}
