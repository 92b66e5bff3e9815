package io.sluice.sandbox.sample;

import static io.sluice.sandbox.sample.AvroValues.put;
import static io.sluice.sandbox.sample.AvroValues.shift;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Accounts of the customers of {@link Customers} at the end of a day of billing. */
final class Accounts implements Feed.Source {

  private static final List<String> PAYMENT_METHODS =
      List.of(
          "Electronic check",
          "Mailed check",
          "Bank transfer (automatic)",
          "Credit card (automatic)");

  private static final long SEED = 3_307;

  /** Of a thousand accounts 7 break a rule, and 2 come from an export that does not say when. */
  private static final Faults FAULTS =
      new Faults()
          // New customers, before their first bill.
          .change(2, r -> put(r, "total_charges", null))
          .change(1, r -> put(r, "monthly_charges", new BigDecimal("-18.25")))
          .change(1, r -> put(r, "payment_method", "Cash"))
          .change(1, r -> put(r, "failed_payments", -1))
          .change(1, r -> put(r, "customer_id", "n/a"))
          .change(1, r -> shift(r, "billed_at", Duration.ofDays(7_300)))
          .change(2, r -> put(r, "billed_at", null))
          .repeat(3);

  static final Feed FEED =
      new Feed(
          () -> new Accounts(SEED),
          Instant.parse("2026-03-02T23:59:00Z"),
          Duration.ofMillis(100),
          FAULTS);

  private final Random random;

  private Accounts(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public SampleRecord next(long number, Instant time) {
    int person = (int) (number % Customers.PEOPLE);
    int months = random.nextInt(73);
    BigDecimal monthly = BigDecimal.valueOf(1_825 + random.nextInt(10_000), 2);
    GenericData.Record account = new GenericData.Record(SampleSchemas.BILLING_ACCOUNT);
    put(account, "customer_id", Customers.id(person));
    put(account, "billed_at", time.minusMillis(random.nextInt(2_000)));
    put(account, "payment_method", PAYMENT_METHODS.get(person % PAYMENT_METHODS.size()));
    put(account, "monthly_charges", monthly);
    put(account, "total_charges", monthly.multiply(BigDecimal.valueOf(months)));
    put(account, "failed_payments", random.nextInt(20) == 0 ? 1 + random.nextInt(3) : 0);
    put(account, "account_balance", balance(monthly));
    return new SampleRecord(Customers.id(person), time, account);
  }

  private @Nullable BigDecimal balance(BigDecimal monthly) {
    return switch (random.nextInt(4)) {
      case 0 -> monthly;
      case 1 -> monthly.negate();
      case 2 -> BigDecimal.ZERO.setScale(2);
      default -> null;
    };
  }
}
