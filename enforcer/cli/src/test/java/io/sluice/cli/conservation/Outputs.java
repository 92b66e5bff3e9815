package io.sluice.cli.conservation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.delta.DeltaFormat;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.sandbox.TopicRecords;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
   * Checks the balance: each raw record stands once where it belongs, as it was and in order, and
   * there are no others; of the tickets 0 to {@code count} - 1 none is missing. A ticket can stand
   * twice on the raw topic, since its producer is only idempotent and the broker restarts: then it
   * has to come out twice.
   */
  void assertBalance(long count) throws InterruptedException {
    List<LongStream.Builder> compliant = perPartition();
    List<LongStream.Builder> violating = perPartition();
    BitSet tickets = new BitSet();
    TopicRecords.read(
        bootstrapServers,
        this.tickets.binding().rawTopic(),
        IsolationLevel.READ_UNCOMMITTED,
        record -> {
          long number = number(record);
          tickets.set((int) number);
          (Tickets.isCompliant(number) ? compliant : violating).get(record.partition()).add(number);
        });
    assertThat((long) tickets.cardinality()).as("tickets sent").isEqualTo(count);
    assertHandedOver(
        assertHolds(this.tickets.binding().productTopic(), compliant),
        assertHolds(this.tickets.binding().deadLetterTopic(), violating));
  }

  /**
   * Checks that the counts that were handed over add up to the same, and cover each record once.
   * After a long wait so much is counted at once that a delta has several parts; outcomes stand in
   * the first.
   */
  private void assertHandedOver(long compliant, long violating) throws InterruptedException {
    Map<String, Long> outcomes = new HashMap<>();
    Map<Integer, Long> covered = new HashMap<>();
    TopicRecords.read(
        bootstrapServers,
        DeltaTopic.NAME,
        IsolationLevel.READ_COMMITTED,
        record -> {
          Delta delta = DeltaFormat.read(record.value());
          Delta.Coverage coverage = delta.coverage();
          if (coverage.contract().equals(tickets.id()) && coverage.part() == 0) {
            assertThat(coverage.from()).isEqualTo(covered.getOrDefault(coverage.partition(), 0L));
            covered.put(coverage.partition(), coverage.to());
            delta.outcomes().forEach((outcome, n) -> outcomes.merge(outcome, n, Long::sum));
          }
        });
    assertThat(outcomes).isEqualTo(Map.of("compliant", compliant, "violating", violating));
    assertThat(covered.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(compliant + violating);
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

  private List<LongStream.Builder> perPartition() {
    return Stream.generate(LongStream::builder).limit(tickets.partitions()).toList();
  }

  private static long number(ConsumerRecord<byte[], byte[]> record) {
    return Long.parseLong(new String(record.key(), UTF_8));
  }

  /**
   * Checks that a topic holds these tickets in each partition, in this order, as they were.
   *
   * @return how many
   */
  private long assertHolds(String topic, List<LongStream.Builder> expected) {
    List<LongStream.Builder> found = perPartition();
    TopicRecords.read(
        bootstrapServers,
        topic,
        IsolationLevel.READ_COMMITTED,
        record -> {
          long number = number(record);
          assertThat(record.value()).as("ticket %d", number).isEqualTo(tickets.value(number));
          assertThat(record.timestamp()).isEqualTo(Tickets.timestamp(number));
          found.get(record.partition()).add(number);
        });
    long count = 0;
    for (int partition = 0; partition < tickets.partitions(); partition++) {
      long[] wanted = expected.get(partition).build().toArray();
      long[] numbers = found.get(partition).build().toArray();
      int differs = Arrays.mismatch(wanted, numbers);
      assertThat(differs)
          .as(
              () ->
                  "%s: of tickets %s there are %s"
                      .formatted(topic, around(wanted, differs), around(numbers, differs)))
          .isEqualTo(-1);
      count += numbers.length;
    }
    return count;
  }

  private static String around(long[] numbers, int place) {
    return Arrays.toString(
        Arrays.copyOfRange(
            numbers, Math.max(0, place - 3), Math.min(numbers.length, Math.max(0, place) + 4)));
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
