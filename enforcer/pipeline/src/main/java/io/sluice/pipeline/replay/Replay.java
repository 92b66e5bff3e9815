package io.sluice.pipeline.replay;

import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.enforce.SluiceHeaders;
import io.sluice.pipeline.letter.LetterOpener;
import io.sluice.pipeline.seal.RawPlace;
import io.sluice.pipeline.topic.ReplayTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A replay of letters of one contract to its pipeline. A letter is sent in one transaction with the
 * entry that says so, and so is sent once: a replay that is killed has sent what its last
 * transaction carried, and the next one goes on from there. Of two at the same time the later one
 * takes over: it begins by ending the other's transaction, and then reads what was sent. Not safe
 * for several threads.
 */
public final class Replay implements AutoCloseable {

  /** So many letters go with a transaction. */
  private static final int MOST = 500;

  /** For so long one is open, and no longer. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final String coordinates;
  private final boolean isPersonal;
  private final int maxAttempts;
  private final String topic;
  private final int partitions;
  private final ReplayLog log;
  private final @Nullable Producer<byte[], byte[]> producer;
  private int open;
  private long openSince;
  private long committed;

  private Replay(
      Contract contract,
      int maxAttempts,
      int partitions,
      ReplayLog log,
      @Nullable Producer<byte[], byte[]> producer) {
    this.coordinates = major(contract.coordinates());
    this.isPersonal = contract.holdsPersonal();
    this.maxAttempts = maxAttempts;
    this.topic = topic(contract);
    this.partitions = partitions;
    this.log = log;
    this.producer = producer;
  }

  /** The topic that letters of a contract are replayed to. */
  public static String topic(Contract contract) {
    return ReplayTopic.of(Pipeline.applicationId(contract));
  }

  /**
   * Begins a replay, and ends one that runs.
   *
   * @param kafka properties of Kafka's clients
   * @param letters the dead-letter topic
   * @param maxAttempts how often a record may be replayed, by any letter of it
   * @throws MissingTopicException where the pipeline has no replay topic
   * @throws KafkaException where the cluster does not answer, or refuses
   */
  public static Replay begin(
      Map<String, String> kafka, Contract contract, String letters, int maxAttempts) {
    ReplayClients clients = new ReplayClients(kafka);
    int partitions = partitions(clients, contract);
    clients.createLog();
    Producer<byte[], byte[]> producer = clients.producer(topic(contract));
    try {
      producer.initTransactions(); // what another one has open ends: then the log stands
      return new Replay(contract, maxAttempts, partitions, clients.log(letters), producer);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /** Likewise, sending nothing: tells what would become of letters. */
  public static Replay rehearse(
      Map<String, String> kafka, Contract contract, String letters, int maxAttempts) {
    ReplayClients clients = new ReplayClients(kafka);
    int partitions = partitions(clients, contract);
    return new Replay(contract, maxAttempts, partitions, clients.log(letters), null);
  }

  private static int partitions(ReplayClients clients, Contract contract) {
    String topic = topic(contract);
    int partitions = clients.partitions(topic);
    if (partitions == 0) {
      throw MissingTopicException.ofReplays(topic);
    }
    return partitions;
  }

  /**
   * Sends a letter, where it is one to be sent.
   *
   * @throws TakenOverException where another replay has begun
   * @throws UnsentException where the cluster does not answer, or refuses
   */
  public Fate offer(ConsumerRecord<byte[], byte[]> letter) {
    if (open > 0 && System.nanoTime() - openSince > LONGEST.toNanos()) {
      commit();
    }
    if (letter.headers().lastHeader(SluiceHeaders.SAMPLE) != null) {
      return Fate.SAMPLE;
    }
    RawPlace raw = LetterOpener.place(letter);
    if (raw == null) {
      return Fate.UNSOUND;
    }
    if (!isOfContract(letter)) {
      return Fate.OF_OTHERS;
    }
    if (isPersonal && !LetterOpener.isSealed(letter)) {
      return Fate.UNSEALED;
    }
    LetterPlace place = LetterPlace.of(letter);
    if (log.holds(place)) {
      return Fate.SENT_BEFORE;
    }
    int times = Math.max(times(letter), log.times(raw));
    if (times >= maxAttempts) {
      return Fate.TRIED_ENOUGH;
    }
    send(letter, place, raw, times + 1);
    return Fate.SENT;
  }

  private boolean isOfContract(ConsumerRecord<byte[], byte[]> letter) {
    Header header = letter.headers().lastHeader(SluiceHeaders.CONTRACT);
    return header != null
        && coordinates.equals(major(new String(header.value(), StandardCharsets.UTF_8)));
  }

  /** Id and major version: a pipeline judges by any contract of these. */
  private static String major(String coordinates) {
    int dot = coordinates.indexOf('.', coordinates.lastIndexOf(':') + 1);
    return dot < 0 ? coordinates : coordinates.substring(0, dot);
  }

  private static int times(ConsumerRecord<byte[], byte[]> letter) {
    Long times = LetterOpener.number(letter, SluiceHeaders.REPLAY_COUNT);
    return times == null ? 0 : Math.clamp(times, 0, Integer.MAX_VALUE - 1);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a send that fails fails the commit
  private void send(
      ConsumerRecord<byte[], byte[]> letter, LetterPlace place, RawPlace raw, int times) {
    ProducerRecord<byte[], byte[]> entry = log.add(place, raw, topic, times, Instant.now());
    if (producer == null) {
      return;
    }
    guarded(
        () -> {
          if (open == 0) {
            producer.beginTransaction();
            openSince = System.nanoTime();
          }
          producer.send(ReplayRecord.of(letter, topic, raw.partition() % partitions, times));
          producer.send(entry);
        });
    open++;
    if (open == MOST) {
      commit();
    }
  }

  /**
   * Commits what was sent and is not committed yet.
   *
   * @throws TakenOverException where another replay has begun
   * @throws UnsentException where the cluster does not answer, or refuses
   */
  public void commit() {
    if (producer != null && open > 0) {
      guarded(producer::commitTransaction);
      committed += open;
      open = 0;
    }
  }

  /** How many letters are in the replay topic by now. */
  public long committed() {
    return committed;
  }

  private void guarded(Runnable sending) {
    try {
      sending.run();
    } catch (KafkaException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ProducerFencedException
            || cause instanceof InvalidProducerEpochException) {
          throw new TakenOverException(topic, e);
        }
      }
      throw new UnsentException(e);
    }
  }

  /** Ends it. What was not committed is not sent. */
  @Override
  public void close() {
    if (producer == null) {
      return;
    }
    if (open > 0) {
      try {
        producer.abortTransaction();
      } catch (KafkaException e) {
        // the cluster ends it by itself, or whoever took over did
      }
    }
    producer.close(Duration.ofSeconds(10));
  }
}
