package io.sluice.bench.throughput;

import io.sluice.sandbox.Sandbox;
import java.io.IOException;

/**
 * Runs a sandbox until the parent ends or closes this process's standard input. Its one line of
 * output is where Kafka listens and where the registry does.
 */
final class SandboxMain {

  private SandboxMain() {}

  public static void main(String[] args) throws IOException {
    // closed by its own hook as well, where a Ctrl-C ends all at once
    try (Sandbox sandbox =
        Sandbox.start(new Sandbox.Settings(0, 0, line -> System.err.println(line + " ...")))) {
      System.out.println(sandbox.bootstrapServers() + " " + sandbox.registryUrl());
      while (System.in.read() >= 0) {
        // Nothing is ever written there.
      }
    }
  }
}
