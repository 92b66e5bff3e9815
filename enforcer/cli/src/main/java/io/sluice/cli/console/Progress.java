package io.sluice.cli.console;

import java.io.PrintWriter;
import java.time.Duration;

/** Progress of long work: a line that renews itself on a terminal, and nothing in a pipe. */
public final class Progress implements AutoCloseable {

  private static final long INTERVAL = Duration.ofMillis(500).toNanos();

  private final PrintWriter err;
  private final String what;
  private final boolean shown;
  private long last = System.nanoTime();
  private boolean drawn;
  private long count;

  private Progress(PrintWriter err, String what, boolean shown) {
    this.err = err;
    this.what = what;
    this.shown = shown;
  }

  /** Progress that is shown where {@code bin/sluice} found a terminal. */
  public static Progress of(PrintWriter err, String what) {
    return new Progress(err, what, Boolean.getBoolean("sluice.progress"));
  }

  /** One more. */
  public void step() {
    at(++count);
  }

  public void at(long count) {
    if (shown && System.nanoTime() - last > INTERVAL) {
      last = System.nanoTime();
      drawn = true;
      err.printf("\r%,d %s", count, what);
      err.flush();
    }
  }

  @Override
  public void close() {
    if (drawn) {
      err.println();
    }
  }
}
