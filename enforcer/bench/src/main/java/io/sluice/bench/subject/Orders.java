package io.sluice.bench.subject;

import io.sluice.engine.authoring.ContractFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Orders of a shop, the same for the same seed. */
final class Orders {

  private static final String CONTRACT = "io/sluice/bench/subject/order.odcs.yaml";
  private static final String MEASURED = "io/sluice/bench/subject/measured-order.odcs.yaml";
  private static final String MASKED = "io/sluice/bench/subject/masked-order.odcs.yaml";
  private static final long SEED = 247;
  private static final long NOON = Instant.parse("2026-03-14T12:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000;
  private static final List<String> STATUSES = List.of("placed", "paid", "shipped", "cancelled");
  private static final List<String> CURRENCIES = List.of("USD", "USD", "EUR", "GBP");
  private static final List<String> REGIONS = List.of("us-east", "us-west", "emea");
  private static final List<String> SOURCES = List.of("search", "newsletter", "affiliate");

  private static final List<CaseRule> RULES =
      List.of(
          new CaseRule("order_id.minLength", "size(message.order_id) >= 1", set("order_id", "")),
          new CaseRule(
              "order_id.maxLength",
              "size(message.order_id) <= 64",
              set("order_id", "x".repeat(65))),
          new CaseRule(
              "status.invalidValues",
              "message.status in ['placed', 'paid', 'shipped', 'cancelled']",
              set("status", "lost")),
          new CaseRule(
              "currency.pattern", "message.currency.matches('^[A-Z]{3}$')", set("currency", "usd")),
          new CaseRule("total.maximum", "message.total <= 100000000", set("total", 100_000_001L)),
          new CaseRule("discount.minimum", "message.discount >= 0", set("discount", -1L)),
          new CaseRule(
              "lines.sku.minLength",
              "message.lines.all(line, size(line.sku) >= 1)",
              line("sku", "")),
          new CaseRule(
              "lines.quantity.minimum",
              "message.lines.all(line, line.quantity >= 1)",
              line("quantity", 0)),
          new CaseRule(
              "lines.quantity.maximum",
              "message.lines.all(line, line.quantity <= 1000)",
              line("quantity", 1001)),
          new CaseRule(
              "discountWithinTotal",
              "message.total >= message.discount",
              set("discount", Long.MAX_VALUE)),
          new CaseRule(
              "shippedAfterOrdered",
              "message.shipped_at == null || message.shipped_at >= message.ordered_at",
              set("shipped_at", 0L)),
          new CaseRule(
              "linesAndShipping",
              "size(message.lines) > 0 && (message.status == 'shipped' ? message.shipped_at != null : true)",
              order -> ((List<?>) order.get("lines")).clear()));

  private final Random random = new Random(SEED);
  private final Schema schema;
  private final Schema lines;

  private Orders(Schema schema) {
    this.schema = schema;
    this.lines = schema.getField("lines").schema();
  }

  static Subject subject() {
    return subject(CONTRACT);
  }

  /** With promises of every kind. */
  static Subject measured() {
    return subject(MEASURED);
  }

  /** With four fields that are masked. */
  static Subject masked() {
    return subject(MASKED);
  }

  private static Subject subject(String contract) {
    ContractFile file = Resources.contract(contract);
    Orders orders = new Orders(Resources.schema(file));
    List<GenericRecord> records = new ArrayList<>();
    for (int i = 0; i < Subject.RECORDS; i++) {
      records.add(orders.next(i));
    }
    return new Subject(file, RULES, records);
  }

  private GenericRecord next(int number) {
    GenericData.Record order = new GenericData.Record(schema);
    String status = any(STATUSES);
    long orderedAt = NOON + number * 600L;
    order.put("order_id", "ord-%08d".formatted(number));
    order.put("ordered_at", orderedAt);
    order.put("shipped_at", status.equals("shipped") ? orderedAt + within(48 * HOUR) : null);
    order.put("customer_id", "cus-%06d".formatted(random.nextInt(50_000)));
    order.put(
        "channel",
        new GenericData.EnumSymbol(
            schema.getField("channel").schema(), any(List.of("WEB", "APP", "STORE"))));
    order.put("status", status);
    order.put("currency", any(CURRENCIES));
    long total = lines(order);
    order.put("total", total);
    order.put("discount", random.nextInt(4) == 0 ? total / 10 : 0L);
    order.put("coupon", random.nextInt(4) == 0 ? "WELCOME" + random.nextInt(10, 30) : null);
    order.put("attributes", attributes());
    return order;
  }

  /** Fills in the lines, and gives what they come to. */
  private long lines(GenericData.Record order) {
    int count = 1 + random.nextInt(6);
    GenericData.Array<GenericRecord> items = new GenericData.Array<>(count, lines);
    long total = 0;
    for (int i = 0; i < count; i++) {
      GenericData.Record line = new GenericData.Record(lines.getElementType());
      int quantity = 1 + random.nextInt(4);
      long price = 99L + random.nextInt(20_000);
      line.put("sku", "SKU-%06d-%02d".formatted(random.nextInt(900_000), random.nextInt(100)));
      line.put("quantity", quantity);
      line.put("unit_price", price);
      line.put("gift_note", random.nextInt(8) == 0 ? "Many happy returns" : null);
      items.add(line);
      total += quantity * price;
    }
    order.put("lines", items);
    return total;
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("region", any(REGIONS));
    attributes.put("source", any(SOURCES));
    attributes.put("session", Long.toHexString(random.nextLong()));
    return attributes;
  }

  private long within(long bound) {
    return (long) (random.nextDouble() * bound);
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static Consumer<GenericRecord> set(String field, Object value) {
    return order -> order.put(field, value);
  }

  private static Consumer<GenericRecord> line(String field, Object value) {
    return order -> ((GenericRecord) ((List<?>) order.get("lines")).getLast()).put(field, value);
  }
}
