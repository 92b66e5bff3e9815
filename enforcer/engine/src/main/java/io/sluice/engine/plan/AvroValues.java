package io.sluice.engine.plan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Values in Avro's generic form, made while contracts are compiled. */
final class AvroValues {

  private AvroValues() {}

  /** The Avro binary of a value. */
  static byte[] encoded(@Nullable Object value, Schema schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<@Nullable Object>(schema).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A number of a type, counted in the type's unit; null where the type has no such number. */
  static @Nullable Object number(BigDecimal number, Schema type) {
    boolean isWhole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    return switch (type.getType()) {
      case INT ->
          isWhole && number.toBigInteger().bitLength() < Integer.SIZE
              ? (Object) number.intValueExact()
              : null;
      case LONG ->
          isWhole && number.toBigInteger().bitLength() < Long.SIZE
              ? (Object) number.longValueExact()
              : null;
      case FLOAT -> number.floatValue();
      case DOUBLE -> number.doubleValue();
      case BYTES, FIXED ->
          Compatibility.meaning(type) instanceof LogicalTypes.Decimal decimal
              ? unscaled(number.movePointRight(decimal.getScale()), decimal, type)
              : null;
      default -> null;
    };
  }

  private static @Nullable Object unscaled(
      BigDecimal number, LogicalTypes.Decimal decimal, Schema type) {
    boolean isWhole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    if (!isWhole || number.abs().compareTo(BigDecimal.TEN.pow(decimal.getPrecision())) >= 0) {
      return null;
    }
    BigInteger unscaled = number.toBigIntegerExact();
    byte[] bytes = unscaled.toByteArray();
    if (type.getType() == Schema.Type.BYTES) {
      return ByteBuffer.wrap(bytes);
    }
    if (bytes.length > type.getFixedSize()) {
      return null;
    }
    byte[] padded = new byte[type.getFixedSize()];
    Arrays.fill(padded, (byte) (unscaled.signum() < 0 ? -1 : 0));
    System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
    return new GenericData.Fixed(type, padded);
  }
}
