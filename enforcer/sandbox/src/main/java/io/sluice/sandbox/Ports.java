package io.sluice.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback interface. */
public final class Ports {

  static final String LOOPBACK = "127.0.0.1";

  /** Systems give other ports to connections that go out: Linux those from 32768, others higher. */
  private static final int FIRST = 20_000;

  private static final int END = 32_000;
  private static final int ATTEMPTS = 1_000;

  /** Ports that somebody in this process was given, whether anybody listens there yet or not. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * The port asked for, or a free one for 0.
   *
   * @param what who is to listen there
   * @throws SandboxException where nobody can listen there
   */
  static int resolve(int port, String what) {
    return port == 0 ? free() : ensureFree(port, what);
  }

  /**
   * A port where nobody listens. No two who ask in this process are given the same one, and no
   * connection that goes out takes it before they listen.
   *
   * @throws SandboxException where there is none
   */
  public static int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new SandboxException("found no free port between %d and %d".formatted(FIRST, END - 1));
  }

  private static boolean isFree(int port) {
    try {
      listen(port);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int ensureFree(int port, String what) {
    try {
      listen(port);
      return port;
    } catch (IOException e) {
      throw new SandboxException(
          "port %d for %s is taken (%s); stop what listens there, or choose another port (0: a free one)"
              .formatted(port, what, e.getMessage()),
          e);
    }
  }

  /** Listens there for a moment. */
  private static void listen(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }
}
