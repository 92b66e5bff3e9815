package io.sluice.bench.validate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * The types of a schema as CEL knows them, so that rules are checked and their calls resolved
 * before any record is there.
 *
 * @param structs the record types, by full name
 * @param root the type of a whole record
 */
record CelTypes(ImmutableMap<String, CelType> structs, CelType root) implements CelTypeProvider {

  static CelTypes of(Schema schema) {
    Map<String, CelType> structs = new TreeMap<>();
    CelType root = type(schema, structs);
    return new CelTypes(ImmutableMap.copyOf(structs), root);
  }

  @Override
  public ImmutableList<CelType> types() {
    return structs.values().asList();
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(structs.get(name));
  }

  private static CelType type(Schema schema, Map<String, CelType> structs) {
    return switch (schema.getType()) {
      case INT, LONG -> SimpleType.INT;
      case FLOAT, DOUBLE -> SimpleType.DOUBLE;
      case STRING, ENUM -> SimpleType.STRING;
      case BOOLEAN -> SimpleType.BOOL;
      case NULL -> SimpleType.NULL_TYPE;
      case BYTES, FIXED -> SimpleType.BYTES;
      case ARRAY -> ListType.create(type(schema.getElementType(), structs));
      case MAP -> MapType.create(SimpleType.STRING, type(schema.getValueType(), structs));
      case UNION -> union(schema.getTypes(), structs);
      case RECORD -> record(schema, structs);
    };
  }

  private static CelType union(List<Schema> branches, Map<String, CelType> structs) {
    List<Schema> present =
        branches.stream().filter(branch -> branch.getType() != Schema.Type.NULL).toList();
    return present.size() == 1
        ? NullableType.create(type(present.getFirst(), structs))
        : SimpleType.DYN;
  }

  private static CelType record(Schema schema, Map<String, CelType> structs) {
    String name = schema.getFullName();
    ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
    schema.getFields().forEach(field -> types.put(field.name(), type(field.schema(), structs)));
    ImmutableMap<String, CelType> fields = types.buildOrThrow();
    structs.put(
        name,
        StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field))));
    return StructTypeReference.create(name);
  }
}
