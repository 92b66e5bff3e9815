package io.sluice.engine.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

  public @Nullable Object next(Schema schema) {
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
