package io.sluice.pipeline.reference;

import io.sluice.pipeline.enforce.Backoff;
import io.sluice.pipeline.enforce.Waiting;
import io.sluice.pipeline.measurement.Roster;
import io.sluice.pipeline.reference.MemberReader.Taken;
import io.sluice.pipeline.topic.ClusterAnswers;
import io.sluice.pipeline.topic.ReferenceTopics.Look;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one reference topic from its start, on a thread of its own. The roster is known once what
 * stood there at the beginning has been read, and as long as topic, registry and schemas can be.
 */
final class ReferenceReader {

  /**
   * How it goes about it.
   *
   * @param backoff between two attempts
   * @param look how often the topic is looked at
   */
  record Pace(Backoff backoff, Duration look) {}

  private static final Logger LOG = LoggerFactory.getLogger(ReferenceReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** One that is too large may have fewer keys later on, yet reading it all takes its time. */
  private static final Duration TOO_LARGE = Duration.ofMinutes(10);

  /** So many unreadable records are named one by one. */
  private static final int NAMED = 10;

  private final String contract;
  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Callable<Look> cluster;
  private final MemberReader members;
  private final Roster roster;
  private final Pace pace;
  private final Waiting waiting = new Waiting();
  private String said = "";
  private int failures;
  private long unreadable;

  /** Where the topic ended when it was asked; null while the members are known. */
  private @Nullable Map<TopicPartition, Long> ends;

  private boolean isKnown;

  /**
   * @param consumers makes one that belongs to no group and reads what is committed
   * @param cluster looks at the topic
   */
  ReferenceReader(
      String contract,
      String topic,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Callable<Look> cluster,
      MemberReader members,
      Roster roster,
      Pace pace) {
    this.contract = contract;
    this.topic = topic;
    this.consumers = consumers;
    this.cluster = cluster;
    this.members = members;
    this.roster = roster;
    this.pace = pace;
  }

  /** Begins; returns at once. */
  void start() {
    Thread.ofVirtual().name("reference-" + contract + "-" + topic).start(this::run);
  }

  /** Ends it; returns at once. */
  void stop() {
    waiting.stop();
  }

  private void run() {
    Duration pause;
    do {
      pause = attempt();
    } while (!waiting.isStoppedWithin(pause));
  }

  /**
   * Reads the topic from its start, for as long as it is the same and nothing fails.
   *
   * @return how long to wait before it is read anew
   */
  private Duration attempt() {
    isKnown = false;
    ends = null;
    unreadable = 0;
    try {
      return switch (cluster.call()) {
        case Look.NotReadable(String reason) -> failed(reason);
        case Look.There there -> follow(there);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Duration.ZERO;
    } catch (TopicAuthorizationException e) {
      return failed(
          ClusterAnswers.denied(AclOperation.READ, ResourceType.TOPIC, e.unauthorizedTopics()));
    } catch (Exception e) {
      return failed("reading topic %s failed: %s".formatted(topic, e));
    }
  }

  private Duration failed(String reason) {
    if (!waiting.isStopped()) {
      unknown(reason);
    }
    return pace.backoff().after(++failures);
  }

  private Duration follow(Look.There there) throws Exception {
    List<TopicPartition> partitions =
        IntStream.range(0, there.partitions()).mapToObj(p -> new TopicPartition(topic, p)).toList();
    roster.clear("topic %s is being read".formatted(topic));
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long lookedAt = System.nanoTime();
      while (!waiting.isStopped()) {
        switch (read(consumer)) {
          case Taken.NotYet(String reason) -> {
            unknown(reason);
            if (waiting.isStoppedWithin(pace.backoff().after(++failures))) {
              return Duration.ZERO;
            }
          }
          case Taken.Full full -> {
            roster.clear("");
            unknown("topic %s holds more than %d members".formatted(topic, Roster.MOST));
            return TOO_LARGE;
          }
          default -> {
            failures = 0;
            tellWhenKnown(consumer);
          }
        }
        if (System.nanoTime() - lookedAt > pace.look().toNanos()) {
          switch (cluster.call()) {
            case Look.There now when !now.equals(there) -> {
              unknown("topic %s was made anew, or has more partitions".formatted(topic));
              return Duration.ZERO;
            }
            case Look.There same -> {}
            case Look.NotReadable(String reason) -> {
              return failed(reason);
            }
          }
          lookedAt = System.nanoTime();
        }
      }
      return Duration.ZERO;
    }
  }

  /** Reads on; where a record can't be taken now, it and those behind it are read again. */
  private Taken read(Consumer<byte[], byte[]> consumer) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    Taken taken = new Taken.Noted();
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        Taken one = members.take(record);
        if (one instanceof Taken.Full) {
          return one;
        } else if (one instanceof Taken.Unreadable) {
          unreadable(record);
        } else if (one instanceof Taken.NotYet) {
          consumer.seek(partition, record.offset());
          taken = one;
          break;
        }
      }
    }
    return taken;
  }

  private void unreadable(ConsumerRecord<byte[], byte[]> record) {
    if (++unreadable <= NAMED) {
      LOG.warn(
          "action=pass-over contract={} record=\"{}\" reason=\"it can't be decoded; its key keeps its state\"",
          contract,
          MemberReader.place(record));
    }
  }

  /** The members are known once what stood there when the topic was asked has been read. */
  private void tellWhenKnown(Consumer<byte[], byte[]> consumer) {
    if (isKnown) {
      return;
    }
    Map<TopicPartition, Long> wanted = ends;
    if (wanted == null) {
      wanted = consumer.endOffsets(consumer.assignment(), PATIENCE);
      ends = wanted;
    }
    boolean isRead =
        wanted.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    if (isRead) {
      isKnown = true;
      ends = null;
      said = "";
      roster.known();
      LOG.info(
          "action=read contract={} topic={} members={} unreadable={}",
          contract,
          topic,
          roster.size(),
          unreadable);
    }
  }

  /** Until all that stands there by then has been read, nobody knows any more. */
  private void unknown(String reason) {
    isKnown = false;
    ends = null;
    roster.unknown(reason);
    if (!reason.equals(said)) {
      said = reason;
      LOG.warn("action=wait contract={} topic={} reason=\"{}\"", contract, topic, reason);
    }
  }
}
