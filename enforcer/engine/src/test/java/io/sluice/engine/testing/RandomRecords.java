package io.sluice.engine.testing;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Random data of any schema; the same for the same seed. */
public final class RandomRecords {

  private static final String[] TEXTS = {"", "a", "order-1", "Grüße", "日本", "😀", "x".repeat(200)};

  private final Random random;
  private int depth;

  public RandomRecords(Random random) {
    this.random = random;
  }

  /** A value of a type, one that its logical type has a meaning for. */
  public @Nullable Object next(Schema schema) {
    return switch (LogicalTypes.fromSchemaIgnoreInvalid(schema)) {
      case LogicalTypes.Decimal decimal -> decimal(schema, decimal);
      case LogicalTypes.TimeMillis time -> random.nextInt(86_400_000);
      case LogicalTypes.TimeMicros time -> random.nextLong(86_400_000_000L);
      case null -> any(schema);
      case LogicalType other ->
          other.getName().equals("uuid") && schema.getType() == Schema.Type.STRING
              ? new UUID(random.nextLong(), random.nextLong()).toString()
              : any(schema);
    };
  }

  /** A number of as many digits as the type has, or as its bytes can hold. */
  private Object decimal(Schema schema, LogicalTypes.Decimal decimal) {
    BigInteger bound = BigInteger.TEN.pow(decimal.getPrecision());
    BigInteger unscaled = new BigInteger(random.nextInt(bound.bitLength()), random);
    byte[] number = (random.nextBoolean() ? unscaled : unscaled.negate()).toByteArray();
    if (schema.getType() == Schema.Type.BYTES) {
      return ByteBuffer.wrap(number);
    }
    byte[] padded = new byte[schema.getFixedSize()];
    Arrays.fill(padded, (byte) (number[0] < 0 ? -1 : 0));
    int length = Math.min(number.length, padded.length);
    System.arraycopy(number, number.length - length, padded, padded.length - length, length);
    return new GenericData.Fixed(schema, padded);
  }

  private @Nullable Object any(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt() >> random.nextInt(32);
      case LONG -> random.nextLong() >> random.nextInt(64);
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(12)));
      case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case UNION ->
          next(schema.getTypes().get(depth > 3 ? 0 : random.nextInt(schema.getTypes().size())));
      case ARRAY -> items(schema);
      case MAP -> entries(schema);
      case RECORD -> record(schema);
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<@Nullable Object> items(Schema schema) {
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(next(schema.getElementType()));
    }
    return items;
  }

  private Map<String, @Nullable Object> entries(Schema schema) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      entries.put("key" + i, next(schema.getValueType()));
    }
    return entries;
  }

  private GenericData.Record record(Schema schema) {
    depth++;
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), next(field.schema()));
    }
    depth--;
    return record;
  }
}
