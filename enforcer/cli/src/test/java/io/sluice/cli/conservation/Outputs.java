package io.sluice.cli.conservation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.enforce.SluiceHeaders;
import io.sluice.sandbox.TopicRecords;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What stands in the product and the dead-letter topic of {@link Tickets}. */
final class Outputs {

  private final String bootstrapServers;
  private final Admin admin;
  private final Tickets tickets;

  Outputs(String bootstrapServers, Admin admin, Tickets tickets) {
    this.bootstrapServers = bootstrapServers;
    this.admin = admin;
    this.tickets = tickets;
  }

  private List<TopicPartition> partitions() {
    return Stream.of(tickets.binding().productTopic(), tickets.binding().deadLetterTopic())
        .flatMap(topic -> partitions(topic).stream())
        .toList();
  }

  private List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, tickets.partitions())
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .toList();
  }

  /** How far readers see: grows with each transaction that commits. */
  long visible() throws InterruptedException {
    return end(partitions(), IsolationLevel.READ_COMMITTED);
  }

  /** Whether something was written that no reader sees yet. */
  boolean hasOpenTransaction() throws InterruptedException {
    List<TopicPartition> partitions = partitions();
    long committed = end(partitions, IsolationLevel.READ_COMMITTED);
    return end(partitions, IsolationLevel.READ_UNCOMMITTED) > committed;
  }

  private long end(List<TopicPartition> partitions, IsolationLevel isolation)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    try {
      return admin
          .listOffsets(latest, new ListOffsetsOptions(isolation))
          .all()
          .get()
          .values()
          .stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    } catch (ExecutionException e) {
      return -1; // the topics are not there yet, or the broker is not
    }
  }

  /**
   * Checks the balance: of the tickets 0 to {@code count} - 1, each stands once where it belongs,
   * as it was and in order, and there were no others.
   */
  void assertBalance(long count) throws InterruptedException {
    assertThat(raw()).as("raw records").isEqualTo(count);
    BitSet compliant = read(tickets.binding().productTopic(), count, true);
    BitSet violating = read(tickets.binding().deadLetterTopic(), count, false);
    assertThat((long) compliant.cardinality() + violating.cardinality()).isEqualTo(count);
  }

  /** Whether the group has read all there is, and every transaction has ended. */
  boolean areComplete() throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata().get();
    return committed.values().stream().mapToLong(OffsetAndMetadata::offset).sum() == raw()
        && !hasOpenTransaction();
  }

  /** How many stream threads share the work. */
  int threads() throws InterruptedException, ExecutionException {
    return admin.describeConsumerGroups(List.of(group())).all().get().values().stream()
        .mapToInt(description -> description.members().size())
        .sum();
  }

  private String group() {
    return "sluice.%s.v1".formatted(tickets.id());
  }

  private long raw() throws InterruptedException {
    return end(partitions(tickets.binding().rawTopic()), IsolationLevel.READ_UNCOMMITTED);
  }

  private BitSet read(String topic, long count, boolean compliant) {
    BitSet seen = new BitSet();
    Map<Long, String> places = new HashMap<>();
    long[] last = new long[tickets.partitions()];
    Arrays.fill(last, -1);
    TopicRecords.read(
        bootstrapServers,
        topic,
        IsolationLevel.READ_COMMITTED,
        record -> {
          long number = Long.parseLong(new String(record.key(), UTF_8));
          assertThat(number).as("ticket %d", number).isBetween(0L, count - 1);
          String before = places.putIfAbsent(number, place(record));
          assertThat(before)
              .as(() -> "ticket %d twice, the other time at %s".formatted(number, place(record)))
              .isNull();
          seen.set((int) number);
          assertThat(Tickets.isCompliant(number)).as("ticket %d", number).isEqualTo(compliant);
          assertThat(record.partition()).isEqualTo(tickets.partition(number));
          assertThat(record.value()).isEqualTo(tickets.value(number));
          assertThat(record.timestamp()).isEqualTo(Tickets.timestamp(number));
          assertThat(number).as("order").isGreaterThan(last[record.partition()]);
          last[record.partition()] = number;
        });
    return seen;
  }

  /** Where a record stands, and when it was judged. */
  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d offset %d, judged %s"
        .formatted(
            record.topic(),
            record.partition(),
            record.offset(),
            new String(record.headers().lastHeader(SluiceHeaders.TIMESTAMP).value(), UTF_8));
  }

  /** How many records were written in transactions that did not commit. */
  long aborted() {
    return count(IsolationLevel.READ_UNCOMMITTED) - count(IsolationLevel.READ_COMMITTED);
  }

  private long count(IsolationLevel isolation) {
    AtomicLong count = new AtomicLong();
    for (String topic :
        List.of(tickets.binding().productTopic(), tickets.binding().deadLetterTopic())) {
      TopicRecords.read(bootstrapServers, topic, isolation, record -> count.incrementAndGet());
    }
    return count.get();
  }
}
