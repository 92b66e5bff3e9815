package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
final class Ports {

  static final String LOOPBACK = "127.0.0.1";

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

  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int ensureFree(int port, String what) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return port;
    } catch (IOException e) {
      throw new SandboxException(
          "port %d for %s is taken (%s); stop what listens there, or choose another port (0: a free one)"
              .formatted(port, what, e.getMessage()),
          e);
    }
  }
}
