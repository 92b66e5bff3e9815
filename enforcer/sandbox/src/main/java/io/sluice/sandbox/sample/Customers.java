package io.sluice.sandbox.sample;

import static io.sluice.sandbox.sample.AvroValues.put;
import static io.sluice.sandbox.sample.AvroValues.shift;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Changes of customers in a CRM; nobody of them exists. */
final class Customers implements Feed.Source {

  private static final List<String> FIRST_NAMES =
      List.of("Ada", "Bola", "Chen", "Dara", "Emeka", "Freya", "Goran", "Hana", "Ines", "Jonas");
  private static final List<String> LAST_NAMES =
      List.of("Adeyemi", "Berg", "Costa", "Dubois", "Eze", "Fischer", "Garcia", "Haddad", "Ito");
  private static final List<String> STREETS =
      List.of("Harbour Road", "Mill Lane", "Station Street", "Orchard Way", "Hill Crescent");
  private static final List<String> COUNTRIES = List.of("US", "DE", "FR", "GB", "NG");
  private static final List<String> REGIONS = List.of("north", "east", "south", "west");
  private static final List<String> TERMS = List.of("Month-to-Month", "One Year", "Two Year");
  private static final LocalDate FIRST_SIGNUP = LocalDate.parse("2018-01-01");
  private static final LocalDate FIRST_BIRTH = LocalDate.parse("1940-01-01");
  static final int PEOPLE = 7_000;

  private static final long SEED = 2_203;

  /** Of a thousand changes 10 break a rule, 6 lack a value. */
  private static final Faults FAULTS =
      new Faults()
          .change(2, r -> put(r, "contract_type", "month to month"))
          .change(2, r -> put(r, "email", "unknown"))
          .change(1, r -> put(r, "customer_id", "n/a"))
          .change(1, r -> put(r, "monthly_charges", new BigDecimal("-0.01")))
          .change(1, r -> put(r, "tenure_months", -1))
          .change(1, r -> put((GenericRecord) r.get("address"), "country", "Germany"))
          .change(1, r -> put(r, "full_name", ""))
          .change(1, r -> shift(r, "updated_at", Duration.ofDays(7_300)))
          .change(6, r -> put(r, "region", null))
          .repeat(3);

  static final Feed FEED =
      new Feed(
          () -> new Customers(SEED),
          Instant.parse("2026-03-02T00:00:00Z"),
          Duration.ofSeconds(1),
          FAULTS);

  private final Random random;

  private Customers(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public SampleRecord next(long number, Instant time) {
    int person = random.nextInt(PEOPLE);
    String id = id(person);
    String first = FIRST_NAMES.get(person % FIRST_NAMES.size());
    String last = LAST_NAMES.get(person % LAST_NAMES.size());
    GenericData.Record customer = new GenericData.Record(SampleSchemas.CUSTOMER_MASTER);
    put(customer, "customer_id", id);
    put(customer, "updated_at", time.minusMillis(random.nextInt(2_000)));
    put(customer, "full_name", first + " " + last);
    put(customer, "email", email(person, first, last));
    put(customer, "phones", phones(customer, person));
    put(customer, "birth_date", FIRST_BIRTH.plusDays(person * 3L));
    put(customer, "address", address(customer, person));
    put(customer, "signup_date", FIRST_SIGNUP.plusDays(person % 2_900));
    put(customer, "account_type", person % 9 == 0 ? "BUSINESS" : "CONSUMER");
    put(customer, "contract_type", any(TERMS));
    put(customer, "region", any(REGIONS));
    put(customer, "tenure_months", random.nextInt(73));
    put(customer, "monthly_charges", BigDecimal.valueOf(1_825 + random.nextInt(10_000), 2));
    return new SampleRecord(id, time, customer);
  }

  /** The id by which every system knows a customer. */
  static String id(int person) {
    return new UUID(0x5a1c_0000_0000_4000L | person, 0x8000_0000_0000_0000L + person * 7_919L)
        .toString();
  }

  private static @Nullable String email(int person, String first, String last) {
    return person % 11 == 0
        ? null
        : "%s.%s%d@example.com".formatted(first, last, person).toLowerCase(Locale.ROOT);
  }

  private static GenericData.Array<String> phones(GenericRecord customer, int person) {
    List<String> numbers =
        switch (person % 3) {
          case 0 -> List.of();
          case 1 -> List.of("+1555%07d".formatted(person));
          default -> List.of("+1555%07d".formatted(person), "+1556%07d".formatted(person));
        };
    return new GenericData.Array<>(AvroValues.type(customer, "phones"), numbers);
  }

  private static GenericRecord address(GenericRecord customer, int person) {
    GenericRecord address = new GenericData.Record(AvroValues.type(customer, "address"));
    put(
        address,
        "street",
        person % 5 == 0 ? null : (1 + person % 200) + " " + STREETS.get(person % STREETS.size()));
    put(address, "postcode", "%05d".formatted(10_000 + person));
    put(address, "country", COUNTRIES.get(person % COUNTRIES.size()));
    return address;
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
