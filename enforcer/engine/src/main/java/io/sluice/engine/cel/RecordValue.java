package io.sluice.engine.cel;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.StructValue;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record in its bytes, for cel-java: a field is decoded when it is asked for. A field that is
 * null is not there to {@code has()}.
 */
@Immutable
final class RecordValue extends StructValue<String, RecordValue> {

  @SuppressWarnings("Immutable") // set once, before any record is read
  private final Layout.Fields layout;

  @SuppressWarnings("Immutable") // nobody writes to a record's bytes while it is judged
  private final byte[] bytes;

  private final int at;

  RecordValue(Layout.Fields layout, byte[] bytes, int at) {
    this.layout = layout;
    this.bytes = bytes;
    this.at = at;
  }

  @Override
  public RecordValue value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return false;
  }

  @Override
  public CelType celType() {
    return StructTypeReference.create(layout.type());
  }

  @Override
  public Object select(String field) {
    int place = layout.place(field);
    if (place >= 0) {
      return layout.layout(place).decode(bytes, layout.start(bytes, at, place));
    }
    return Objects.requireNonNull(layout.standIn(field), field);
  }

  @Override
  public Optional<Object> find(String field) {
    Object value = select(field);
    return value == NullValue.NULL_VALUE ? Optional.empty() : Optional.of(value);
  }

  /** Records are equal where all of their fields are. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof RecordValue record) || !record.layout.type().equals(layout.type())) {
      return false;
    }
    for (String field : layout.names()) {
      if (!select(field).equals(record.select(field))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (String field : layout.names()) {
      hash = 31 * hash + select(field).hashCode();
    }
    return hash;
  }

  /** Names the type alone: values stay out of messages. */
  @Override
  public String toString() {
    return layout.type();
  }
}
