package io.sluice.sandbox.sample;

import static io.sluice.sandbox.sample.AvroValues.put;
import static io.sluice.sandbox.sample.AvroValues.shift;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Changes of the tickets that the customers of {@link Customers} have at a support desk. */
final class Tickets implements Feed.Source {

  private static final List<String> STATES = List.of("OPEN", "PENDING", "SOLVED", "CLOSED");
  private static final List<String> CHANNELS = List.of("EMAIL", "CHAT", "PHONE", "WEB");
  private static final List<String> SUBJECTS =
      List.of("Can't log in", "Wrong bill", "No signal at home", "Please call me back");
  private static final List<String> STAFF = List.of("amara.o", "bram.v", "chidi.n", "dilek.k");

  private static final long SEED = 6_113;

  /** Of a thousand changes 10 break a rule. */
  private static final Faults FAULTS =
      new Faults()
          // The desk was moved to another tool, whose averages came a day later.
          .change(
              2,
              r -> {
                put(r, "status", "SOLVED");
                put(r, "avg_resolution_time", null);
              })
          // In its old tool, 0 was the box that nobody had ticked.
          .change(2, r -> scored(r, "SOLVED", 0))
          .change(1, r -> scored(r, "OPEN", 3))
          .change(1, r -> put(r, "avg_resolution_time", -1.0))
          .change(1, r -> put(r, "ticket_count", 0))
          .change(1, r -> put(r, "ticket_id", "merged"))
          .change(1, r -> put(r, "customer_id", "n/a"))
          .change(1, r -> shift(r, "changed_at", Duration.ofDays(7_300)))
          .repeat(3);

  static final Feed FEED =
      new Feed(
          () -> new Tickets(SEED),
          Instant.parse("2026-03-02T08:00:00Z"),
          Duration.ofMillis(300),
          FAULTS);

  private final Random random;

  private Tickets(long seed) {
    this.random = new Random(seed);
  }

  private static void scored(GenericRecord ticket, String status, int score) {
    put(ticket, "status", status);
    put(ticket, "avg_resolution_time", 4.0);
    put(ticket, "satisfaction_score", score);
  }

  @Override
  public SampleRecord next(long number, Instant time) {
    int person = random.nextInt(Customers.PEOPLE);
    String status = any(STATES);
    boolean isSolved = status.equals("SOLVED") || status.equals("CLOSED");
    int count = 1 + random.nextInt(12);
    GenericData.Record ticket = new GenericData.Record(SampleSchemas.SUPPORT_TICKET);
    put(ticket, "ticket_id", "SUP-" + (100_000 + number));
    put(ticket, "customer_id", Customers.id(person));
    put(ticket, "changed_at", time.minusMillis(random.nextInt(2_000)));
    put(ticket, "status", status);
    put(ticket, "channel", any(CHANNELS));
    put(ticket, "subject", any(SUBJECTS));
    put(ticket, "description", "My number is +1555%07d, please help.".formatted(person));
    put(ticket, "assignee", status.equals("OPEN") ? null : any(STAFF));
    put(ticket, "ticket_count", count);
    put(ticket, "avg_resolution_time", isSolved || count > 1 ? random.nextInt(960) / 10.0 : null);
    put(
        ticket,
        "satisfaction_score",
        isSolved && random.nextInt(5) < 3 ? 1 + random.nextInt(5) : null);
    return new SampleRecord(Customers.id(person), time, ticket);
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
