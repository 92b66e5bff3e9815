package io.sluice.cli.conservation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends tickets at a steady rate, each once, in order, whatever the broker does meanwhile, until it
 * is told to finish and has sent as many as it has to.
 */
final class Feeder implements AutoCloseable {

  private static final Duration RETRIED_FOR = Duration.ofMinutes(5);

  private final String bootstrapServers;
  private final Tickets tickets;
  private final long atLeast;
  private final Duration interval;
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean finishing;
  private long number;

  Feeder(String bootstrapServers, Tickets tickets, long atLeast, int perSecond) {
    this.bootstrapServers = bootstrapServers;
    this.tickets = tickets;
    this.atLeast = atLeast;
    this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
    this.thread = Thread.ofPlatform().daemon().name("feeder").start(this::run);
  }

  private void run() {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "enable.idempotence",
            "true",
            "linger.ms",
            "5",
            "max.block.ms",
            RETRIED_FOR.toMillis(),
            "delivery.timeout.ms",
            (int) RETRIED_FOR.toMillis());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      long due = System.nanoTime();
      while (!finishing || number < atLeast) {
        LockSupport.parkNanos(due - System.nanoTime());
        due += interval.toNanos();
        var _ = producer.send(tickets.ticket(number++), (metadata, e) -> acknowledged(e));
      }
    } catch (RuntimeException e) { // an interruption among them
      failure.set(e);
    }
  }

  private void acknowledged(@Nullable Exception e) {
    if (e == null) {
      arrived.incrementAndGet();
    } else {
      failure.set(e);
    }
  }

  /** Sends what is left. Returns how many there were. */
  long finish() throws InterruptedException {
    finishing = true;
    thread.join();
    if (failure.get() != null || arrived.get() != number) {
      throw new IllegalStateException(
          "%d of %d tickets arrived".formatted(arrived.get(), number), failure.get());
    }
    return number;
  }

  /** Stops at once, whatever is left. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
