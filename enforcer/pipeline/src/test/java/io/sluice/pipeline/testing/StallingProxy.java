package io.sluice.pipeline.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between clients and a broker, and can hold back what one says to the other, as a broker
 * that pauses or a network that drops packets does: connections stay open, and nothing is lost.
 */
public final class StallingProxy implements AutoCloseable {

  /** What is held back. */
  public enum Direction {
    REQUESTS,
    ANSWERS
  }

  private final ServerSocket server;
  private final int target;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition flowing = lock.newCondition();
  private final Set<Direction> held = EnumSet.noneOf(Direction.class);

  private StallingProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /** Listens on a free port of this machine, for a target on this machine. */
  public static StallingProxy to(int targetPort) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      StallingProxy proxy = new StallingProxy(server, targetPort);
      Thread.ofVirtual().name("proxy").start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Holds back what goes that way from now on. */
  public void hold(Direction direction) {
    lock.lock();
    try {
      held.add(direction);
    } finally {
      lock.unlock();
    }
  }

  /** Lets all through that was held back, and what follows. */
  public void release() {
    lock.lock();
    try {
      held.clear();
      flowing.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitFlow(Direction direction) throws InterruptedException {
    lock.lock();
    try {
      while (held.contains(direction)) {
        flowing.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket broker = new Socket();
        try {
          broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException e) {
          client.close(); // as a broker that is down answers
          continue;
        }
        pump(client, broker, Direction.REQUESTS);
        pump(broker, client, Direction.ANSWERS);
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void pump(Socket from, Socket to, Direction direction) {
    Thread.ofVirtual()
        .name("proxy-" + direction)
        .start(
            () -> {
              try (from;
                  to;
                  InputStream in = from.getInputStream();
                  OutputStream out = to.getOutputStream()) {
                byte[] buffer = new byte[64 * 1024];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                  awaitFlow(direction);
                  out.write(buffer, 0, read);
                }
              } catch (IOException e) {
                // one side has gone; so goes the other
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  @Override
  public void close() throws IOException {
    server.close();
    release();
  }
}
