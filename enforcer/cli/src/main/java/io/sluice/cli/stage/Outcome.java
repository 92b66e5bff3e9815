package io.sluice.cli.stage;

import io.sluice.cli.letter.DeadLetter;
import io.sluice.cli.letter.ForeignRecord;
import io.sluice.cli.letter.Letter;
import io.sluice.cli.letter.ShadowedRecord;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.verdict.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of one contract, counted in its product and dead-letter topics as a
 * consumer sees them: committed records alone. Not thread-safe.
 */
final class Outcome implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Binding binding;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> byRule = new TreeMap<>();
  private final Map<String, Violation> examples = new TreeMap<>();
  private long product;
  private long shadowed;
  private long deadLetters;
  private long samples;
  private @Nullable DeadLetter first;

  Outcome(String bootstrapServers, Binding binding) {
    this.binding = binding;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(binding.productTopic(), binding.deadLetterTopic())) {
      consumer
          .partitionsFor(topic)
          .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Counts what has come since the last time; waits a moment where nothing has. */
  void read() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      if (record.topic().equals(binding.productTopic())) {
        product++;
        ShadowedRecord.of(record).ifPresent(this::take);
      } else {
        switch (Letter.of(record)) {
          case DeadLetter letter -> take(letter);
          case ForeignRecord foreign ->
              throw new IllegalStateException("no dead letter: " + foreign.why());
        }
      }
    }
  }

  private void take(ShadowedRecord record) {
    shadowed++;
    take(record.violations());
  }

  private void take(DeadLetter letter) {
    if (first == null) {
      first = letter;
    }
    if (letter.isSample()) {
      samples++; // its record is counted in the product topic
    } else {
      deadLetters++;
      take(letter.violations());
    }
  }

  private void take(List<Violation> violations) {
    violations.stream()
        .map(Violation::rule)
        .distinct()
        .forEach(rule -> byRule.merge(rule, 1L, Long::sum));
    violations.forEach(v -> examples.putIfAbsent(v.rule(), v));
  }

  long product() {
    return product;
  }

  /** Those of the product records that would be dead letters, but for shadow. */
  long shadowed() {
    return shadowed;
  }

  /** Dead letters, without samples. */
  long deadLetters() {
    return deadLetters;
  }

  /** Letters whose records passed, in shadow. */
  long samples() {
    return samples;
  }

  /** Records by the rules that they break; one can break several. */
  Map<String, Long> byRule() {
    return byRule;
  }

  /** One violation of a rule, to show. */
  Violation example(String rule) {
    Violation example = examples.get(rule);
    if (example == null) {
      throw new IllegalArgumentException(rule);
    }
    return example;
  }

  /** The first dead letter, or sample; null where there is none. */
  @Nullable DeadLetter first() {
    return first;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
