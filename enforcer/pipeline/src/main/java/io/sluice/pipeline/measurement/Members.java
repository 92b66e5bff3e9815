package io.sluice.pipeline.measurement;

import java.nio.ByteBuffer;
import java.util.List;

/** The keys of a population, as hashes. */
interface Members {

  /** Takes a key. */
  @FunctionalInterface
  interface Visitor {
    void visit(long high, long low);
  }

  /** Another number whenever the keys may be others. */
  long revision();

  /** Visits each key once. */
  void visit(Visitor visitor);

  /** Keys that stay as they are. */
  record Listed(List<byte[]> hashes) implements Members {

    @Override
    public long revision() {
      return 0;
    }

    @Override
    public void visit(Visitor visitor) {
      for (byte[] hash : hashes) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        visitor.visit(bytes.getLong(), bytes.getLong());
      }
    }
  }
}
