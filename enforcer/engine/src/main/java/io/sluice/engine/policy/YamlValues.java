package io.sluice.engine.policy;

import dev.cel.common.values.NullValue;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Written;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What YAML says, in the types that expressions know: numbers are ints where they are whole. */
final class YamlValues {

  private YamlValues() {}

  static Map<String, Object> of(List<CustomProperty> properties) {
    Map<String, Object> values = new LinkedHashMap<>();
    properties.forEach(property -> values.putIfAbsent(property.property(), of(property.written())));
    return values;
  }

  static Object of(Written written) {
    return switch (written) {
      case Written.Single single -> single(single.value());
      case Written.Items items -> items.items().stream().map(YamlValues::of).toList();
      case Written.Entries entries -> {
        Map<String, Object> values = new LinkedHashMap<>();
        entries.entries().forEach((key, value) -> values.put(key, of(value)));
        yield values;
      }
    };
  }

  private static Object single(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case BigDecimal number when isWhole(number) -> number.longValueExact();
      case BigDecimal number -> number.doubleValue();
      default -> value;
    };
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0
        || (number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() < 19);
  }
}
