package io.sluice.cli.conservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.testing.ServiceProcess;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is lost and nothing doubled, and what is measured is what stands in the topics, while the
 * service is killed in the middle of its transactions, instances come and go, and the broker
 * restarts.
 */
@Timeout(900)
@Order(1)
class ConservationIT {

  private static final int PARTITIONS = 4;

  /** Of each service, which has one pipeline. */
  private static final int THREADS = 2;

  /** Most kills that may fall between two transactions. */
  private static final int MOST_MISSES = 10;

  /** Its own, since the broker restarts. */
  @AutoClose private static final Sandbox sandbox = SharedSandbox.another();

  private final Admin admin = sandbox.admin();
  private final Tickets tickets = Tickets.publish(sandbox, PARTITIONS);
  private final Outputs outputs = new Outputs(sandbox.bootstrapServers(), admin, tickets);
  private final Random random = new Random(1);

  /** Kept where a test fails: the logs of the services stand there. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private @Nullable Path folder;

  private int killsInTransactions;

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void killsAndARestartOfTheBrokerLoseAndDoubleNothing() throws Exception {
    killAndRestart(20_000, 1_000, 3, 1);
  }

  @Test
  @Tag("full")
  void tenKillsAndTwoRestartsOfTheBrokerLoseAndDoubleNothingOfTwoHundredThousand()
      throws Exception {
    killAndRestart(200_000, 1_200, 10, 2);
  }

  @Test
  void instancesThatComeAndGoLoseAndDoubleNothing() throws Exception {
    comeAndGo(20_000, 1_000, 1);
  }

  @Test
  @Tag("full")
  void instancesThatComeAndGoLoseAndDoubleNothingOfTwoHundredThousand() throws Exception {
    comeAndGo(200_000, 1_500, 3);
  }

  private void killAndRestart(int records, int perSecond, int kills, int brokerRestarts)
      throws Exception {
    ServiceProcess service = start("only");
    int restarted = 0;
    try (Feeder feeder = feed(records, perSecond)) {
      while (killsInTransactions < kills) {
        killInTransaction(service);
        service = start("only");
        if (killsInTransactions * (brokerRestarts + 1) > kills * (restarted + 1)) {
          awaitProgress();
          sandbox.kafka().restart();
          restarted++;
        }
      }
      assertThat(restarted).isEqualTo(brokerRestarts);
      conclude(feeder, service);
    } finally {
      service.kill();
    }
  }

  private void comeAndGo(int records, int perSecond, int rounds) throws Exception {
    ServiceProcess one = start("one");
    ServiceProcess two = start("two");
    try (Feeder feeder = feed(records, perSecond)) {
      // A kill may fall between two transactions, and then shows nothing.
      for (int round = 0; round < rounds || killsInTransactions == 0; round++) {
        assertThat(round).isLessThan(rounds + MOST_MISSES);
        awaitThreads(2 * THREADS);
        killInTransaction(one);
        one = start("one");
        awaitThreads(2 * THREADS);
        awaitProgress();
        assertThat(two.stop()).isEqualTo(143);
        awaitProgress();
        two = start("two");
      }
      awaitThreads(2 * THREADS);
      conclude(feeder, one, two);
    } finally {
      one.kill();
      two.kill();
    }
  }

  private Feeder feed(int atLeast, int perSecond) {
    return new Feeder(sandbox.bootstrapServers(), tickets, atLeast, perSecond);
  }

  /** Lets everything arrive, and checks that it did. */
  private void conclude(Feeder feeder, ServiceProcess... services) throws Exception {
    long sent = feeder.finish();
    soon().until(services[0]::isReady);
    soon().until(outputs::areComplete);
    outputs.assertBalance(sent);
    Measures measures = new Measures(sandbox.bootstrapServers(), tickets.id(), services);
    Map<String, String> recount = Recount.of(sandbox.bootstrapServers(), tickets);
    afterAMinute().untilAsserted(() -> measures.assertTold(recount));
    long aborted = outputs.aborted();
    System.out.printf(
        "%d records once each; %d kills in transactions, which held %d records; measured %s%n",
        sent, killsInTransactions, aborted, recount);
    assertThat(aborted).isPositive();
  }

  private ServiceProcess start(String instance) throws IOException {
    Path its = Objects.requireNonNull(folder).resolve(instance);
    return ServiceProcess.start(
        its,
        """
        kafka:
          bootstrap.servers: %s
        sluice:
          port: 0
          registry:
            url: %s
          contracts:
            ids: [%s]
          measure:
            application-id: measure-%s
          pipeline:
            threads: %d
            create-topics: true
            replication-factor: 1
            state-directory: %s
        """
            .formatted(
                sandbox.bootstrapServers(),
                sandbox.registryUrl(),
                tickets.id(),
                tickets.id(),
                THREADS,
                its.resolve("state")),
        "INFO");
  }

  /**
   * Kills a service while it works: once it has committed something, after a moment of chance, in
   * the middle of a transaction. Counts those that did leave one open.
   */
  private void killInTransaction(ServiceProcess service) throws InterruptedException {
    awaitProgress();
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(300)).toNanos());
    soon().pollInterval(Duration.ofMillis(2)).until(outputs::hasOpenTransaction);
    service.kill();
    if (outputs.hasOpenTransaction()) {
      killsInTransactions++;
    }
  }

  private void awaitProgress() throws InterruptedException {
    long before = outputs.visible();
    soon().pollInterval(Duration.ofMillis(10)).until(() -> outputs.visible() > before);
  }

  private void awaitThreads(int threads) {
    soon().until(() -> outputs.threads() == threads);
  }

  /** Minutes are judged when they have ended and settled. */
  private static ConditionFactory afterAMinute() {
    return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofSeconds(1));
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(90)).ignoreExceptions();
  }
}
