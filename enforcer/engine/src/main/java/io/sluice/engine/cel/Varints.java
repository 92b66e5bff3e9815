package io.sluice.engine.cel;

/** Reads the zigzag varints of Avro binary that is known to be sound. */
public final class Varints {

  private Varints() {}

  public static long read(byte[] bytes, int at) {
    int next = at;
    long raw = bytes[next] & 0x7f;
    int shift = 7;
    while (bytes[next] < 0) {
      next++;
      raw |= (long) (bytes[next] & 0x7f) << shift;
      shift += 7;
    }
    return (raw >>> 1) ^ -(raw & 1);
  }

  public static int end(byte[] bytes, int at) {
    int next = at;
    while (bytes[next] < 0) {
      next++;
    }
    return next + 1;
  }
}
