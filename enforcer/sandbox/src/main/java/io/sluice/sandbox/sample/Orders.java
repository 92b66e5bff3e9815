package io.sluice.sandbox.sample;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Generates order events, the same for the same seed. The story is that of a pager at 2:47 in the
 * morning: an application team renames {@code order_value} in a routine deployment and tells
 * nobody.
 */
final class Orders {

  static final int COUNT = 10_000;

  private static final Instant RENAME = Instant.parse("2026-03-14T02:47:00Z");
  private static final Duration INTERVAL = Duration.ofMillis(600);
  private static final long SEED = 247;
  private static final List<String> STATUSES = List.of("placed", "paid", "shipped", "cancelled");
  private static final List<String> CURRENCIES = List.of("USD", "USD", "USD", "EUR", "GBP");
  private static final List<String> REGIONS = List.of("us-east", "us-west", "emea");

  private final Random random;

  Orders(long seed) {
    this.random = new Random(seed);
  }

  /**
   * The events of the demo: the first half written with a schema that the contract knows, the
   * second after the rename.
   */
  static Stream<SampleRecord> renamedHalfWay(Schema before) {
    return all(i -> i < COUNT / 2 ? before : SampleSchemas.ORDER_EVENT_RENAMED);
  }

  /** The same events where one of twenty instances of the service has the rename already. */
  static Stream<SampleRecord> renamedNowAndThen(Schema before) {
    return all(i -> i % 20 == 19 ? SampleSchemas.ORDER_EVENT_RENAMED : before);
  }

  private static Stream<SampleRecord> all(IntFunction<Schema> schema) {
    Orders orders = new Orders(SEED);
    return IntStream.range(0, COUNT)
        .mapToObj(
            i ->
                orders.next(
                    schema.apply(i), i, RENAME.plus(INTERVAL.multipliedBy(i - COUNT / 2L))));
  }

  /** The event of a number, at a time. */
  SampleRecord next(Schema schema, long number, Instant time) {
    GenericData.Record order = new GenericData.Record(schema);
    String id = "ord-%08d".formatted(number);
    order.put("order_id", id);
    order.put("event_time", time.toEpochMilli());
    order.put("customer_id", "cus-%06d".formatted(random.nextInt(50_000)));
    order.put("channel", channel(schema.getField("channel").schema()));
    order.put("status", any(STATUSES));
    order.put("currency", any(CURRENCIES));
    BigDecimal total = lines(order, schema.getField("lines").schema());
    Schema.Field value = schema.getField("order_value");
    order.put(value == null ? "order_total_usd" : "order_value", decimal(total));
    order.put("coupon", random.nextInt(8) == 0 ? "WELCOME" + (5 + random.nextInt(3) * 5) : null);
    order.put("attributes", attributes());
    return new SampleRecord(id, time, order);
  }

  private GenericData.EnumSymbol channel(Schema schema) {
    return new GenericData.EnumSymbol(schema, any(schema.getEnumSymbols()));
  }

  private BigDecimal lines(GenericData.Record order, Schema schema) {
    BigDecimal total = BigDecimal.ZERO;
    List<GenericData.Record> lines = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int quantity = 1 + random.nextInt(5);
      BigDecimal price = BigDecimal.valueOf(199 + random.nextInt(20_000), 2);
      GenericData.Record line = new GenericData.Record(schema.getElementType());
      line.put("sku", "sku-%05d".formatted(random.nextInt(20_000)));
      line.put("quantity", quantity);
      line.put("unit_price", decimal(price));
      lines.add(line);
      total = total.add(price.multiply(BigDecimal.valueOf(quantity)));
    }
    order.put("lines", lines);
    return total;
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("region", any(REGIONS));
    if (random.nextBoolean()) {
      attributes.put("experiment", "checkout-" + random.nextInt(3));
    }
    return attributes;
  }

  private static ByteBuffer decimal(BigDecimal number) {
    return ByteBuffer.wrap(number.setScale(2).unscaledValue().toByteArray());
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
