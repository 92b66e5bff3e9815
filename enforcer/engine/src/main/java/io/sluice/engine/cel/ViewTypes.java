package io.sluice.engine.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The CEL types of Java records: of strings, booleans, longs, doubles, durations, instants, lists
 * and maps of them, and records. {@code Object} is {@code dyn}.
 */
@Immutable
final class ViewTypes implements CelTypeProvider {

  private static final String PREFIX = "view.";

  private static final Map<Class<?>, CelType> SIMPLE =
      Map.of(
          String.class, SimpleType.STRING,
          boolean.class, SimpleType.BOOL,
          long.class, SimpleType.INT,
          double.class, SimpleType.DOUBLE,
          Duration.class, SimpleType.DURATION,
          Instant.class, SimpleType.TIMESTAMP,
          Object.class, SimpleType.DYN);

  @SuppressWarnings("Immutable") // written to by the constructor alone
  private final Map<String, StructType> records = new HashMap<>();

  ViewTypes(Iterable<Class<? extends Record>> records) {
    records.forEach(this::of);
  }

  static String name(Class<?> record) {
    return PREFIX + record.getSimpleName();
  }

  /** The type of a Java type's values. */
  private CelType of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type item = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (generic.getRawType() == List.class) {
        return ListType.create(of(item));
      }
      if (generic.getRawType() == Map.class) {
        return MapType.create(SimpleType.STRING, of(item));
      }
    } else if (type instanceof Class<?> plain) {
      if (plain.isRecord()) {
        if (!records.containsKey(name(plain))) {
          records.put(name(plain), struct(plain));
        }
        return StructTypeReference.create(name(plain));
      }
      if (SIMPLE.containsKey(plain)) {
        return SIMPLE.get(plain);
      }
    }
    throw new IllegalArgumentException("no type that expressions know: " + type);
  }

  private StructType struct(Class<?> record) {
    ImmutableMap<String, CelType> fields =
        Arrays.stream(record.getRecordComponents())
            .collect(
                ImmutableMap.toImmutableMap(
                    RecordComponent::getName, component -> of(component.getGenericType())));
    return StructType.create(
        name(record), fields.keySet(), name -> Optional.ofNullable(fields.get(name)));
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.copyOf(records.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(records.get(name));
  }
}
