package io.sluice.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Creates topics that take records from the moment on at which they are said to be there.
 *
 * <p>Kafka answers a creation once its controller has noted it, and a broker makes the partitions a
 * little later. A producer that sends several batches right away can have its first one refused (no
 * leader yet) and its second one taken; the first is then out of order for ever, and expires after
 * {@code delivery.timeout.ms}. Seen in one of 150 topics that got 2,000 records at once.
 */
public final class FreshTopic {

  private static final Duration AGAIN = Duration.ofMillis(20);
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private FreshTopic() {}

  /**
   * Creates a topic with one replica and waits until its broker serves all of its partitions.
   *
   * @throws SandboxException where that fails, or takes more than a minute
   */
  public static void create(Admin admin, String name, int partitions, Map<String, String> configs) {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(name, partition))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    try {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
      admin.createTopics(List.of(topic)).all().get();
      long deadline = System.nanoTime() + AT_MOST.toNanos();
      while (!isServed(admin, ends)) {
        if (System.nanoTime() - deadline > 0) {
          throw new SandboxException("topic " + name + " was created, but no broker serves it");
        }
        Thread.sleep(AGAIN);
      }
    } catch (ExecutionException e) {
      throw new SandboxException("topic " + name + " was not created: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while topic " + name + " was created", e);
    }
  }

  /** Only the broker that leads a partition can say where it ends. */
  private static boolean isServed(Admin admin, Map<TopicPartition, OffsetSpec> ends)
      throws ExecutionException, InterruptedException {
    try {
      admin.listOffsets(ends).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return false;
      }
      throw e;
    }
  }
}
