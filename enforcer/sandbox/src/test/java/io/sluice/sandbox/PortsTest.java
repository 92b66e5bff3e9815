package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

  /** What Linux gives to connections that go out, unless it is told otherwise. */
  private static final int OUTGOING = 32_768;

  @Test
  void nobodyIsGivenAPortTwiceNorOneThatAConnectionMayTake() {
    assertThat(Stream.generate(Ports::free).limit(500))
        .doesNotHaveDuplicates()
        .allMatch(port -> port < OUTGOING);
  }

  @Test
  void whoIsGivenAPortCanListenThere() throws IOException {
    int port = Ports.free();

    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.getLocalPort()).isEqualTo(port);
    }
  }
}
