package io.sluice.engine.walk;

/** Bytes, with a length before them or of a fixed one, of which nothing more is demanded. */
public final class BytesStep extends Step {

  private static final int PREFIXED = -1;

  private final String name;
  private final int fixed;

  private BytesStep(String name, int fixed) {
    this.name = name;
    this.fixed = fixed;
  }

  /** Bytes with a length before them. */
  public static BytesStep prefixed(String name) {
    return new BytesStep(name, PREFIXED);
  }

  /** So many bytes. */
  public static BytesStep fixed(String name, int size) {
    return new BytesStep(name, size);
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    if (fixed == PREFIXED) {
      int length = walk.readLength(bytes, at, end, name);
      int next = walk.next();
      return next == UNREADABLE ? UNREADABLE : next + length;
    }
    return end - at < fixed ? walk.fail(Structure.TRUNCATED, name) : at + fixed;
  }
}
