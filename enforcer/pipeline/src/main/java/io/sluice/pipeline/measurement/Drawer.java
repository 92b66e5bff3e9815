package io.sluice.pipeline.measurement;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the shelf: the entries whose keys begin with some bytes. A key is the contract's id,
 * the kind of entry, and what tells entries of that kind apart; texts end with a zero byte, which
 * no id has, and numbers take eight bytes.
 */
final class Drawer {

  private final Shelf shelf;
  private final byte[] prefix;

  private Drawer(Shelf shelf, byte[] prefix) {
    this.shelf = shelf;
    this.prefix = prefix;
  }

  /** All that is kept of a contract. */
  static Drawer of(Shelf shelf, String contract) {
    return new Drawer(shelf, joined(new byte[0], terminated(contract)));
  }

  /** The entries of a kind, or of an indicator. */
  Drawer in(String text) {
    return new Drawer(shelf, joined(prefix, terminated(text)));
  }

  /** The entries of a number, such as a period's start. */
  Drawer in(long number) {
    return new Drawer(shelf, joined(prefix, bytes(number)));
  }

  private static byte[] terminated(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(utf8, utf8.length + 1);
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length + second.length);
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }

  /** The one entry that has no more to its key. */
  byte @Nullable [] get() {
    return shelf.get(prefix);
  }

  void put(byte[] value) {
    shelf.put(prefix, value);
  }

  byte @Nullable [] get(byte[] rest) {
    return shelf.get(joined(prefix, rest));
  }

  void put(byte[] rest, byte[] value) {
    shelf.put(joined(prefix, rest), value);
  }

  void put(long number, byte[] value) {
    put(bytes(number), value);
  }

  void delete(byte[] rest) {
    shelf.delete(joined(prefix, rest));
  }

  void delete(long number) {
    delete(bytes(number));
  }

  /** Deletes all of its entries. */
  void clear() {
    List<byte[]> keys = new ArrayList<>();
    visit(
        (key, value) -> {
          keys.add(key);
          return true;
        });
    keys.forEach(this::delete);
  }

  /** Visits its entries, by what their keys have beyond the prefix. */
  void visit(Shelf.Visitor visitor) {
    visit(new byte[0], visitor);
  }

  /** Likewise, from one of them on. */
  void visit(byte[] from, Shelf.Visitor visitor) {
    shelf.visit(
        prefix,
        joined(prefix, from),
        (key, value) -> visitor.visit(Arrays.copyOfRange(key, prefix.length, key.length), value));
  }

  /** The number that a key has beyond the prefix. */
  static long number(byte[] rest) {
    return ByteBuffer.wrap(rest).getLong();
  }
}
