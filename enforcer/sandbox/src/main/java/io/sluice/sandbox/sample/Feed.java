package io.sluice.sandbox.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The stream of a producer that is made up: records at a steady pace, with what goes wrong on the
 * way. It comes in rounds; each goes on where the one before it ended.
 *
 * @param generator makes a fresh source of records, the same each time
 * @param start when the first record was published
 * @param pace the time from one record to the next
 */
record Feed(Supplier<Source> generator, Instant start, Duration pace, Faults faults) {

  static final int COUNT = 10_000;

  /** Makes one record after the other. */
  interface Source {
    /**
     * The record of a number.
     *
     * @param time when it is published
     */
    SampleRecord next(long number, Instant time);
  }

  Stream<SampleRecord> round(int round) {
    Source source = generator.get();
    long first = (long) round * COUNT;
    return LongStream.range(first, first + COUNT)
        .boxed()
        .flatMap(n -> faults.upon(n, source.next(n, start.plus(pace.multipliedBy(n)))));
  }
}
