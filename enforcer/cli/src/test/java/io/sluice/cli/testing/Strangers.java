package io.sluice.cli.testing;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * People whom nobody knows: puts texts that occur nowhere else in place of all personal texts of
 * records, and remembers them.
 */
public final class Strangers {

  /** Short enough for a postal code, and still found nowhere by chance. */
  private static final int LENGTH = 10;

  private static final String DOMAIN = "@example.com";

  private final Random random = new Random();
  private final List<String> texts = new ArrayList<>();

  /** A text that occurs nowhere else. */
  public String text() {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    texts.add(text.toString());
    return text.toString();
  }

  /** All there are. */
  public List<String> texts() {
    return List.copyOf(texts);
  }

  /** Makes a record a stranger's, as far as its contract calls what it holds personal. */
  public void moveInto(GenericRecord record, Contract contract) {
    moveInto(record, contract.topicObject().map(SchemaObject::properties).orElse(List.of()));
  }

  private void moveInto(GenericRecord record, List<Property> properties) {
    for (Property property : properties) {
      Schema.Field field = record.getSchema().getField(property.name());
      record.put(field.pos(), replaced(record.get(field.pos()), field.schema(), property));
    }
  }

  private @Nullable Object replaced(@Nullable Object value, Schema schema, Property property) {
    return switch (value) {
      case GenericRecord record -> {
        moveInto(record, property.properties());
        yield record;
      }
      case CharSequence _ when property.personal() -> textFor(property);
      case null -> property.personal() && isOptionalText(schema) ? textFor(property) : null;
      case List<?> list when property.items() != null -> ofList(list, schema, property.items());
      case Map<?, ?> map when property.personal() -> {
        Map<String, String> others = new HashMap<>();
        map.keySet().forEach(_ -> others.put(text(), text()));
        yield others;
      }
      default -> value;
    };
  }

  private GenericData.Array<Object> ofList(List<?> list, Schema schema, Property items) {
    Schema type = schema.isUnion() ? schema.getTypes().getLast() : schema;
    GenericData.Array<Object> others = new GenericData.Array<>(list.size(), type);
    list.forEach(item -> others.add(replaced(item, type.getElementType(), items)));
    return others;
  }

  private static boolean isOptionalText(Schema schema) {
    return schema.isUnion()
        && schema.getTypes().stream().anyMatch(type -> type.getType() == Schema.Type.STRING);
  }

  /** An address keeps a domain, which consumers may see. */
  private String textFor(Property property) {
    return property.name().equals("email") ? text() + DOMAIN : text();
  }
}
