package io.sluice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.objective.Counts;
import io.sluice.pipeline.testing.Sightings;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.sample.SampleRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A population of a million in one month, through the whole chain: what its keys take. */
@Tag("full")
@Timeout(600)
@Isolated("measures time and memory")
class MillionKeysIT {

  private static final int KEYS = 1_000_000;
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final long MEGABYTE = 1_000_000;

  private static final String PROMISES =
      """
          quality:
            - id: all-seen
              type: custom
              engine: sluice
              implementation:
                metric: populationCoverage
                key: id
                population: {count: 1000000}
                window: {calendar: P1M}
                element: at
                mustBeGreaterThan: 99.5
      """;

  @TempDir private Path states;

  private static Stream<SampleRecord> some(int keys) {
    return IntStream.range(0, keys)
        .mapToObj(key -> Sightings.of("meter-" + key, NOON.minusMillis(key)));
  }

  /** The heap of this process that is in use, its broker's and its tests' with it. */
  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(MillionKeysIT::length).sum();
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aMillionKeysOfAMonthAreCountedOnceAndTakeWhatIsStated() throws Exception {
    String id = SharedSandbox.uniqueName("test.million");
    try (Chain chain = new Chain(Sightings.contract(id, PROMISES), 4, states, NOON)) {
      chain.measure("one");
      long began = System.nanoTime();
      chain.stream(some(KEYS));
      Counts all = new Counts(KEYS, KEYS);
      assertThat(chain.reading("all-seen", NOON.plusSeconds(60)).open().orElseThrow().result())
          .satisfies(result -> assertThat(result.counts()).isEqualTo(all));
      double seconds = (System.nanoTime() - began) / 1e9;

      // Those that come again take nothing.
      chain.stream(some(KEYS / 5));
      assertThat(chain.reading("all-seen", NOON.plusSeconds(120)).open().orElseThrow().result())
          .satisfies(result -> assertThat(result.counts()).isEqualTo(all));

      long measuring = heap();
      long disk = size(states.resolve("one"));
      long changelog = chain.changelog();
      chain.stopMeasuring();
      long heap = measuring - heap();
      System.out.printf(
          "%,d keys of a month: %d MB of heap, %d MB of state on disk, %d MB of changelog;"
              + " published, enforced and measured within %.0f s%n",
          KEYS, heap / MEGABYTE, disk / MEGABYTE, changelog / MEGABYTE, seconds);
      assertThat(heap).isLessThan(150 * MEGABYTE);
      assertThat(disk).isLessThan(50 * MEGABYTE);
      assertThat(changelog).isLessThan(50 * MEGABYTE);
    }
  }
}
