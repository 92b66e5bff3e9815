package io.sluice.samples.sales;

import java.math.BigDecimal;
import org.apache.avro.reflect.AvroSchema;

/** What was ordered of one thing. */
public record OrderLine(
    String sku,
    int quantity,
    @AvroSchema(
            "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 12, \"scale\": 2}")
        BigDecimal unit_price) {

  BigDecimal price() {
    return unit_price.multiply(BigDecimal.valueOf(quantity));
  }
}
