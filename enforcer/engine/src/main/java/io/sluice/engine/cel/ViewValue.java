package io.sluice.engine.cel;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.StructValue;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Java record, for cel-java. What is empty is not there to {@code has()}. */
@Immutable
final class ViewValue extends StructValue<String, ViewValue> {

  @SuppressWarnings("Immutable") // whoever makes a view of something makes it of immutable values
  private final Record view;

  @SuppressWarnings("Immutable") // written to by the constructor alone
  private final Map<String, Object> fields = new LinkedHashMap<>();

  ViewValue(Record view) {
    this.view = view;
    for (RecordComponent component : view.getClass().getRecordComponents()) {
      fields.put(component.getName(), value(read(component)));
    }
  }

  private Object read(RecordComponent component) {
    try {
      return Objects.requireNonNull(component.getAccessor().invoke(view), component.getName());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("a view is not public: " + view.getClass(), e);
    }
  }

  private static Object value(Object value) {
    return switch (value) {
      case Record record -> new ViewValue(record);
      case List<?> list when list.stream().anyMatch(Record.class::isInstance) ->
          list.stream().map(ViewValue::value).toList();
      default -> value;
    };
  }

  @Override
  public ViewValue value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return false;
  }

  @Override
  public CelType celType() {
    return StructTypeReference.create(ViewTypes.name(view.getClass()));
  }

  @Override
  public Object select(String field) {
    return Objects.requireNonNull(fields.get(field), field);
  }

  @Override
  public Optional<Object> find(String field) {
    return Optional.of(select(field)).filter(value -> !isEmpty(value));
  }

  private static boolean isEmpty(Object value) {
    return switch (value) {
      case String text -> text.isEmpty();
      case Boolean flag -> !flag;
      case Long number -> number == 0;
      case Double number -> number == 0;
      case Duration length -> length.isZero();
      case Instant instant -> instant.equals(Instant.EPOCH);
      case Collection<?> items -> items.isEmpty();
      case Map<?, ?> entries -> entries.isEmpty();
      case ViewValue nested -> nested.fields.values().stream().allMatch(ViewValue::isEmpty);
      default -> false;
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ViewValue that && that.view.equals(view);
  }

  @Override
  public int hashCode() {
    return view.hashCode();
  }

  @Override
  public String toString() {
    return Arrays.toString(fields.keySet().toArray());
  }
}
