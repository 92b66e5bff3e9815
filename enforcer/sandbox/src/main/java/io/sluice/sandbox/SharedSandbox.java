package io.sluice.sandbox;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One sandbox for all integration tests of a JVM: started when the first asks for it, stopped with
 * the JVM. Tests keep out of each other's way by {@link #uniqueName}.
 *
 * <p>{@code -Dsluice.kafka=testcontainers} puts Kafka's own container image in the place of the
 * embedded broker; that needs a container engine, and {@code testcontainers-kafka} among the
 * module's test dependencies.
 */
public final class SharedSandbox {

  /**
   * Nothing is compacted while tests read what they sent. A lag does not do: it goes by the
   * records' own time, and some of theirs are of 1970.
   */
  static final String CLEANER_BACKOFF_MS = "86400000";

  private static final AtomicLong NAMES = new AtomicLong();
  private static @Nullable Sandbox shared;

  private SharedSandbox() {}

  /** The sandbox. */
  public static synchronized Sandbox get() {
    Sandbox sandbox = shared;
    if (sandbox == null) {
      sandbox = start(kind());
      shared = sandbox;
    }
    return sandbox;
  }

  /** Another one of the same kind, for tests that stop its parts; the caller closes it. */
  public static Sandbox another() {
    return start(kind());
  }

  private static String kind() {
    return System.getProperty("sluice.kafka", "sandbox");
  }

  private static Sandbox start(String kafka) {
    return switch (kafka) {
      case "sandbox" ->
          Sandbox.start(
              Sandbox.Settings.quiet(),
              () -> EmbeddedKafka.start(0, Map.of("log.cleaner.backoff.ms", CLEANER_BACKOFF_MS)));
      case "testcontainers" -> Sandbox.start(Sandbox.Settings.quiet(), ContainerKafka::start);
      default ->
          throw new SandboxException(
              "-Dsluice.kafka must be sandbox or testcontainers, not " + kafka);
    };
  }

  /** A name that no other test of this JVM has. */
  public static String uniqueName(String prefix) {
    return prefix + "-" + NAMES.incrementAndGet();
  }
}
