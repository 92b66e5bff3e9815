package io.sluice.samples.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.reflect.AvroSchema;
import org.apache.avro.reflect.Nullable;

/** A change in the life of an order, as it is published. Avro writes the fields by these names. */
public record OrderEvent(
    String order_id,
    @AvroSchema("{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}") Instant event_time,
    String customer_id,
    Channel channel,
    String status,
    String currency,
    @AvroSchema(
            "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 12, \"scale\": 2}")
        BigDecimal order_value,
    List<OrderLine> lines,
    @Nullable String coupon,
    Map<String, String> attributes) {}
