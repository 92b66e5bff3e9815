package io.sluice.engine.rewrite;

/** Bytes that are the same in every record. */
public final class Literal {

  /** No bytes at all. */
  public static final Literal NOTHING = new Literal(new byte[0]);

  private final byte[] bytes;

  private Literal(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Literal of(byte[] bytes) {
    return new Literal(bytes.clone());
  }

  int length() {
    return bytes.length;
  }

  void write(Rewriting out) {
    out.put(bytes);
  }
}
