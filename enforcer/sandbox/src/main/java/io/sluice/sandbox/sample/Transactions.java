package io.sluice.sandbox.sample;

import static io.sluice.sandbox.sample.AvroValues.decimal;
import static io.sluice.sandbox.sample.AvroValues.put;
import static io.sluice.sandbox.sample.AvroValues.shift;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Lines of receipts, from stores, shop fronts and partners in several countries. */
final class Transactions implements Feed.Source {

  /** A country with its currency. */
  private record Market(String country, String currency) {}

  private static final List<Market> MARKETS =
      List.of(
          new Market("US", "USD"),
          new Market("US", "USD"),
          new Market("DE", "EUR"),
          new Market("FR", "EUR"),
          new Market("GB", "GBP"),
          new Market("NG", "NGN"));
  private static final List<String> REGIONS = List.of("north", "east", "south", "west");
  private static final List<String> CHANNELS = List.of("STORE", "WEB", "APP", "PARTNER");
  private static final int PRODUCTS = 4_000;

  private static final long SEED = 1_107;

  /** Of a thousand lines 13 break a rule, 9 lack a value, 5 are late. */
  private static final Faults FAULTS =
      new Faults()
          .change(2, r -> put(r, "revenue", decimal(r, "revenue").add(BigDecimal.ONE)))
          .change(
              1,
              r -> {
                put(r, "units", 0);
                put(r, "discount", BigDecimal.ZERO);
                put(r, "revenue", BigDecimal.ZERO);
              })
          .change(2, r -> put(r, "currency", "EURO"))
          .change(1, r -> put(r, "country", "UK"))
          .change(2, r -> put(r, "transaction_id", "n/a"))
          .change(1, r -> put(r, "gtin", 4_006_381_333_932L))
          .change(1, r -> put(r, "product_id", "0"))
          .change(1, r -> put(r, "region", "northwest"))
          .change(1, r -> shift(r, "transaction_time", Duration.ofDays(7_300)))
          .change(
              1,
              r -> {
                put(r, "kind", "SALE");
                put(r, "discount", decimal(r, "unit_price").multiply(BigDecimal.TEN));
                put(r, "units", 1);
                put(r, "revenue", decimal(r, "unit_price").multiply(BigDecimal.valueOf(-9)));
              })
          .change(6, r -> put(r, "customer_id", null))
          .change(3, r -> put(r, "region", null))
          // A store that was offline over lunch.
          .change(5, r -> shift(r, "transaction_time", Duration.ofHours(-2)))
          .repeat(4);

  static final Feed FEED =
      new Feed(
          () -> new Transactions(SEED),
          Instant.parse("2026-03-02T00:00:00Z"),
          Duration.ofMillis(8_640),
          FAULTS);

  private final Random random;

  private Transactions(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public SampleRecord next(long number, Instant time) {
    Market market = any(MARKETS);
    boolean isReturn = random.nextInt(20) == 0;
    int units = 1 + random.nextInt(6);
    BigDecimal price = BigDecimal.valueOf(149 + random.nextInt(30_000), 2);
    BigDecimal total = price.multiply(BigDecimal.valueOf(units));
    BigDecimal discount =
        random.nextInt(5) == 0
            ? total.multiply(new BigDecimal("0.10")).setScale(2, RoundingMode.HALF_EVEN)
            : BigDecimal.ZERO;
    int product = random.nextInt(PRODUCTS);
    String id = new UUID(random.nextLong() ^ number, random.nextLong() + number).toString();
    GenericData.Record line = new GenericData.Record(SampleSchemas.SALES_TRANSACTION);
    put(line, "transaction_id", id);
    put(line, "transaction_time", time.minusSeconds(1 + random.nextInt(30)));
    put(line, "kind", isReturn ? "RETURN" : "SALE");
    put(line, "channel", any(CHANNELS));
    put(line, "customer_id", "cus-%06d".formatted(random.nextInt(50_000)));
    put(line, "product_id", "prd-%05d".formatted(product));
    put(line, "gtin", gtin(product));
    put(line, "region", any(REGIONS));
    put(line, "country", market.country());
    put(line, "currency", market.currency());
    put(line, "units", units);
    put(line, "unit_price", price);
    put(line, "discount", discount);
    put(line, "revenue", isReturn ? total.subtract(discount).negate() : total.subtract(discount));
    return new SampleRecord(id, time, line);
  }

  /** Twelve digits with their check digit; own brands have none. */
  private static @Nullable Long gtin(int product) {
    if (product % 12 == 0) {
      return null;
    }
    long twelve = 400_638_100_000L + product;
    int sum = 0;
    long rest = twelve;
    for (int place = 0; place < 12; place++, rest /= 10) {
      sum += (int) (rest % 10) * (place % 2 == 0 ? 3 : 1);
    }
    return twelve * 10 + (10 - sum % 10) % 10;
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
