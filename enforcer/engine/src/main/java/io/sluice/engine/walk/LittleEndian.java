package io.sluice.engine.walk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads and writes numbers in bytes, little endian: Avro's floating-point ones, and eight bytes at
 * once.
 */
public final class LittleEndian {

  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  public static double readDouble(byte[] bytes, int offset) {
    return (double) DOUBLE.get(bytes, offset);
  }

  public static long readLong(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  public static void writeLong(byte[] bytes, int offset, long value) {
    LONG.set(bytes, offset, value);
  }

  public static float readFloat(byte[] bytes, int offset) {
    return (float) FLOAT.get(bytes, offset);
  }
}
