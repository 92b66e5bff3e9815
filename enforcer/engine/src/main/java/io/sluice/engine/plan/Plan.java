package io.sluice.engine.plan;

import io.sluice.engine.verdict.Verdict;

/** A contract compiled against one writer schema. Immutable and safe to share between threads. */
@SuppressWarnings("DoNotCallSuggester") // until the compiler is there
public final class Plan {

  /**
   * Judges one record.
   *
   * @param walk the calling thread's scratch space
   * @param bytes holds the record's Avro binary, without framing
   * @param offset where it starts
   * @param length how many bytes it has
   * @return the verdict; {@link Verdict#COMPLIANT} itself where nothing is broken. Whatever the
   *     bytes are, no exception is thrown for them
   */
  public Verdict judge(Walk walk, byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException();
  }
}
