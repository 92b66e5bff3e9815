package io.sluice.pipeline.delta;

import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.contract.Major;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one task of a pipeline counted within one transaction, or a part of it. The ranges of one
 * application, topic and partition follow each other without a gap: one that begins before the last
 * one ended is to be rejected, since its records were counted before.
 *
 * @param coverage which records it is about
 * @param judged when they were judged; null where there are none
 * @param outcomes records by what became of them
 * @param events what is known of event times
 * @param counts by indicator
 * @param keys by indicator and time
 */
public record Delta(
    Coverage coverage,
    @Nullable Judged judged,
    Map<String, Long> outcomes,
    List<EventTimes> events,
    List<IndicatorCounts> counts,
    List<KeySet> keys) {

  public Delta {
    outcomes = Map.copyOf(outcomes);
    events = List.copyOf(events);
    counts = List.copyOf(counts);
    keys = List.copyOf(keys);
  }

  /**
   * Which records a delta is about, and who judged them.
   *
   * @param contract its id
   * @param version the version of it that judged
   * @param application the pipeline
   * @param shadow whether the contract ran in shadow: nothing was kept back
   * @param replay whether the records were replayed
   * @param topicId Kafka's id of the topic: another topic of that name has offsets of its own
   * @param from the first offset
   * @param to the first offset after it
   * @param part which part of the delta this is, from 0; parts add up
   * @param parts how many it has
   */
  public record Coverage(
      String contract,
      String version,
      String application,
      boolean shadow,
      boolean replay,
      String topic,
      String topicId,
      int partition,
      long from,
      long to,
      int part,
      int parts) {

    /**
     * Whose records they are.
     *
     * @throws IllegalArgumentException where the version is none
     */
    public Major major() {
      return ContractVersion.parse(version)
          .map(of -> Major.of(contract, of))
          .orElseThrow(() -> new IllegalArgumentException("no version of a contract"));
    }

    /** Likewise, as a part of it. */
    Coverage asPart(int number, int of) {
      return new Coverage(
          contract,
          version,
          application,
          shadow,
          replay,
          topic,
          topicId,
          partition,
          from,
          to,
          number,
          of);
    }
  }

  /** When the first record was judged, and the last. */
  public record Judged(Instant from, Instant to) {}

  /**
   * What is known of an event time that indicators go by.
   *
   * @param element the path of its field
   * @param newest of the compliant records, ahead ones aside; null where there was none
   * @param ahead compliant records dated further ahead of the clock than the contract admits
   * @param unreadable records that decode and have no such time
   */
  public record EventTimes(String element, @Nullable Instant newest, long ahead, long unreadable) {}

  /**
   * What an indicator counted.
   *
   * @param sli its kind, in the word that it has everywhere
   */
  public record IndicatorCounts(String indicator, String sli, List<Bucket> buckets) {
    public IndicatorCounts {
      buckets = List.copyOf(buckets);
    }
  }

  /**
   * Counts of a stretch of time.
   *
   * @param end the first instant after it
   * @param lateGood of the good ones, those judged after the stretch and its grace, or its deadline
   * @param lateTotal of all, likewise
   */
  public record Bucket(
      Instant start, Instant end, long good, long total, long lateGood, long lateTotal) {}

  /**
   * Keys that were borne in a stretch of time.
   *
   * @param late whether the records were judged after the stretch and its grace, or its deadline
   * @param records how many bore them
   * @param hashes 16 bytes each, of which one can stand more than once; read only
   */
  public record KeySet(
      String indicator, Instant start, Instant end, boolean late, long records, ByteBuffer hashes) {

    /** What a hash takes. */
    public static final int HASH_BYTES = 16;

    /** How many hashes there are. */
    public int size() {
      return hashes.remaining() / HASH_BYTES;
    }
  }
}
