package io.sluice.kit.testing;

import java.time.Instant;
import java.util.List;
import org.apache.avro.reflect.AvroSchema;
import org.apache.avro.reflect.Nullable;

/**
 * An order as a plain class of a producer, for Avro's reflection, which knows its own Nullable
 * alone.
 */
public record Order(
    @org.jspecify.annotations.Nullable String order_id,
    @AvroSchema("{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}") Instant placed_at,
    double total,
    @Nullable String coupon,
    List<Line> lines) {

  /** One line of it. */
  public record Line(int quantity) {}
}
