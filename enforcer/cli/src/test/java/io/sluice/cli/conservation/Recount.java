package io.sluice.cli.conservation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.sandbox.TopicRecords;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;

/** What the promises of {@link Tickets} come to, counted in the product and dead-letter topics. */
final class Recount {

  private final Tickets tickets;
  private final Map<String, Long> good = new TreeMap<>();
  private final Map<String, Long> total = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();

  private Recount(Tickets tickets) {
    this.tickets = tickets;
  }

  /** Good and total of each indicator, and of each period where it has those, as text. */
  static Map<String, String> of(String bootstrapServers, Tickets tickets) {
    Recount recount = new Recount(tickets);
    TopicRecords.read(
        bootstrapServers,
        tickets.binding().productTopic(),
        IsolationLevel.READ_COMMITTED,
        recount::product);
    TopicRecords.read(
        bootstrapServers,
        tickets.binding().deadLetterTopic(),
        IsolationLevel.READ_COMMITTED,
        record -> recount.deadLetter());
    Map<String, String> figures = new TreeMap<>();
    recount.total.forEach(
        (indicator, n) ->
            figures.put(indicator, recount.good.getOrDefault(indicator, 0L) + " of " + n));
    return figures;
  }

  private void product(ConsumerRecord<byte[], byte[]> record) {
    Instant judged =
        Instant.parse(
            new String(
                Objects.requireNonNull(record.headers().lastHeader("sluice.timestamp")).value(),
                UTF_8));
    long number = Long.parseLong(new String(record.key(), UTF_8));
    Instant at = tickets.at(number);
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    boolean isNew = seen.add(day + " " + number);
    count("adherence", true);
    count("priced", true);
    count("latency", Duration.between(at, judged).compareTo(Tickets.LATENCY) <= 0);
    count("once", isNew);
    count("rows " + day, true);
    if (isNew) {
      good.merge("seen " + day, 1L, Long::sum);
      total.put("seen " + day, Tickets.POPULATION);
    }
  }

  private void deadLetter() {
    count("adherence", false);
    count("priced", false);
  }

  private void count(String indicator, boolean isGood) {
    good.merge(indicator, isGood ? 1L : 0L, Long::sum);
    total.merge(indicator, 1L, Long::sum);
  }
}
