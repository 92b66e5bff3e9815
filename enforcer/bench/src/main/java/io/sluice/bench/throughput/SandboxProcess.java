package io.sluice.bench.throughput;

import io.sluice.sandbox.SandboxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A sandbox in a process of its own, so that the broker's garbage and its compiler threads are not
 * those of what is measured.
 */
final class SandboxProcess implements AutoCloseable {

  private final Process process;
  private final String kafka;
  private final String registry;

  private SandboxProcess(Process process, String kafka, String registry) {
    this.process = process;
    this.kafka = kafka;
    this.registry = registry;
  }

  /**
   * Starts one and waits until broker and registry answer.
   *
   * @param files where the broker keeps what it is sent
   * @throws SandboxException where they do not start; what is wrong stands on standard error
   */
  static SandboxProcess start(BrokerFiles files) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "-Djava.io.tmpdir=" + files.folder(),
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SandboxMain.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
      String line = output.readLine();
      if (line == null) {
        throw new SandboxException("the sandbox's process ended while it started");
      }
      List<String> addresses = List.of(line.split(" ", 2));
      return new SandboxProcess(process, addresses.getFirst(), addresses.getLast());
    } catch (IOException e) {
      throw new SandboxException("the sandbox's process did not start: " + e.getMessage(), e);
    }
  }

  /** Where Kafka clients connect. */
  String kafka() {
    return kafka;
  }

  /** The base of the registry's REST interface. */
  String registry() {
    return registry;
  }

  /** Ends it, which deletes what it wrote. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroy();
      }
      process.onExit().join();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
