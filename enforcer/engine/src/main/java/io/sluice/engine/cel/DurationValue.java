package io.sluice.engine.cel;

import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.values.StructValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Avro's {@code duration}: months, days and milliseconds, three unsigned 32-bit numbers, little
 * endian (Avro specification, "Duration"). No length of time by itself, so no CEL duration.
 */
@Immutable
final class DurationValue extends StructValue<String, DurationValue> {

  private static final String MONTHS = "months";
  private static final String DAYS = "days";
  private static final String MILLIS = "millis";

  static final StructType TYPE =
      StructType.create(
          "avro.duration",
          ImmutableSet.of(MONTHS, DAYS, MILLIS),
          field ->
              switch (field) {
                case MONTHS, DAYS, MILLIS -> Optional.of(SimpleType.INT);
                default -> Optional.empty();
              });

  private final long months;
  private final long days;
  private final long millis;

  private DurationValue(long months, long days, long millis) {
    this.months = months;
    this.days = days;
    this.millis = millis;
  }

  static DurationValue read(byte[] bytes, int at) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, at, 12).order(ByteOrder.LITTLE_ENDIAN);
    return new DurationValue(
        Integer.toUnsignedLong(buffer.getInt()),
        Integer.toUnsignedLong(buffer.getInt()),
        Integer.toUnsignedLong(buffer.getInt()));
  }

  @Override
  public DurationValue value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return false;
  }

  @Override
  public CelType celType() {
    return TYPE;
  }

  @Override
  public Object select(String field) {
    return switch (field) {
      case MONTHS -> months;
      case DAYS -> days;
      case MILLIS -> millis;
      default -> throw new IllegalArgumentException(field);
    };
  }

  @Override
  public Optional<Object> find(String field) {
    return Optional.of(select(field));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DurationValue that
        && that.months == months
        && that.days == days
        && that.millis == millis;
  }

  @Override
  public int hashCode() {
    return Long.hashCode((months * 31 + days) * 31 + millis);
  }

  /** Names the type alone: values stay out of messages. */
  @Override
  public String toString() {
    return TYPE.name();
  }
}
