package io.sluice.engine.walk;

/** Bytes, with a length before them or of a fixed one, of which nothing more is demanded. */
public final class BytesStep implements Step {

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
  public boolean walk(Walk walk) {
    if (fixed == PREFIXED) {
      int length = walk.readLength(name);
      if (walk.failed()) {
        return false;
      }
      walk.skip(length);
      return true;
    }
    if (!walk.has(fixed, name)) {
      return false;
    }
    walk.skip(fixed);
    return true;
  }
}
