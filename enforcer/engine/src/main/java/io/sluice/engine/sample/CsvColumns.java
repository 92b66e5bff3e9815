package io.sluice.engine.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.plan.CompiledContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Which column of a header holds which field of the contract. */
final class CsvColumns {

  /**
   * A field and where it stands.
   *
   * @param column -1 where the header does not have it
   */
  private record Placed(Schema.Field field, int column) {}

  private final int count;
  private final List<Placed> fields;

  private CsvColumns(int count, List<Placed> fields) {
    this.count = count;
    this.fields = fields;
  }

  /**
   * Reads a header: a column is a field's by its name, else by an alias that the Avro schema has
   * for it, else by the contract's {@code physicalName}.
   *
   * @throws UnsupportedSampleException where two columns have the same name
   */
  static CsvColumns of(List<String> header, CompiledContract contract)
      throws UnsupportedSampleException {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip();
      if (!name.isEmpty() && columns.put(name, i) != null) {
        throw new UnsupportedSampleException("the header has the column " + name + " twice");
      }
    }
    List<Property> properties =
        contract.contract().topicObject().map(SchemaObject::properties).orElse(List.of());
    List<Placed> fields = new ArrayList<>();
    for (Schema.Field field : contract.schema().getFields()) {
      fields.add(new Placed(field, column(field, physicalName(field, properties), columns)));
    }
    return new CsvColumns(header.size(), fields);
  }

  private static @Nullable String physicalName(Schema.Field field, List<Property> properties) {
    Optional<Property> property =
        properties.stream().filter(p -> p.name().equals(field.name())).findFirst();
    return property.map(Property::physicalName).orElse(null);
  }

  private static int column(
      Schema.Field field, @Nullable String physicalName, Map<String, Integer> columns) {
    List<String> names = new ArrayList<>();
    names.add(field.name());
    names.addAll(field.aliases());
    if (physicalName != null) {
      names.add(physicalName);
    }
    for (String name : names) {
      Integer column = columns.get(name);
      if (column != null) {
        return column;
      }
    }
    return -1;
  }

  /** How many columns there are. */
  int count() {
    return count;
  }

  /** A row as a JSON object: null is what is blank, and what has no column. */
  ObjectNode object(List<String> row) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Placed placed : fields) {
      Schema.Field field = placed.field();
      if (placed.column() < 0) {
        object.putNull(field.name());
      } else {
        object.set(field.name(), CsvCells.read(row.get(placed.column()), field.schema()));
      }
    }
    return object;
  }
}
