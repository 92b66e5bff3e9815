package io.sluice.pipeline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.delta.Delta.Bucket;
import io.sluice.pipeline.delta.Delta.EventTimes;
import io.sluice.pipeline.delta.Delta.IndicatorCounts;
import io.sluice.pipeline.delta.Delta.KeySet;
import io.sluice.pipeline.delta.DeltaFormat;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.sandbox.TopicRecords;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The deltas of a contract, read committed, and what they come to. */
public final class HandedOver {

  private final String servers;
  private final String contract;
  private final List<Delta> deltas = new ArrayList<>();

  private HandedOver(String servers, String contract, List<Delta> deltas) {
    this.servers = servers;
    this.contract = contract;
    this.deltas.addAll(deltas);
  }

  private HandedOver(String servers, String contract) {
    this.servers = servers;
    this.contract = contract;
    for (ConsumerRecord<byte[], byte[]> record : TopicRecords.settled(servers, DeltaTopic.NAME)) {
      Delta delta = DeltaFormat.read(record.value());
      assertThat(record.key()).asString().isEqualTo(delta.coverage().major().toString());
      if (delta.coverage().contract().equals(contract)) {
        deltas.add(delta);
      }
    }
  }

  /** Those of a contract, by now. */
  public static HandedOver of(String servers, String contract) {
    return new HandedOver(servers, contract);
  }

  /** Those of replayed records alone, or of all others. */
  public HandedOver replayed(boolean isReplayed) {
    HandedOver part = new HandedOver(servers, contract, deltas);
    part.deltas.removeIf(delta -> delta.coverage().replay() != isReplayed);
    return part;
  }

  public List<Delta> deltas() {
    return deltas;
  }

  /** How many records they say had an outcome. */
  public long outcome(String outcome) {
    return deltas.stream().mapToLong(delta -> delta.outcomes().getOrDefault(outcome, 0L)).sum();
  }

  /** The good and the total counts of an indicator. */
  public List<Long> sum(String indicator) {
    long good = 0;
    long total = 0;
    for (Delta delta : deltas) {
      for (IndicatorCounts counts : delta.counts()) {
        if (counts.indicator().equals(indicator)) {
          good += counts.buckets().stream().mapToLong(Bucket::good).sum();
          total += counts.buckets().stream().mapToLong(Bucket::total).sum();
        }
      }
    }
    return List.of(good, total);
  }

  /** Checks that the ranges of each partition follow each other, from its start to an end. */
  public HandedOver assertSeamless(Map<Integer, Long> ends) {
    Map<Integer, Long> reached = new TreeMap<>();
    for (Delta delta : deltas) {
      Delta.Coverage coverage = delta.coverage();
      long expected = reached.getOrDefault(coverage.partition(), 0L);
      if (coverage.part() == 0) {
        assertThat(coverage.from()).as("start of %s", coverage).isEqualTo(expected);
      } else {
        assertThat(coverage.to()).as("end of %s", coverage).isEqualTo(expected);
      }
      reached.put(coverage.partition(), coverage.to());
    }
    assertThat(reached).isEqualTo(ends);
    return this;
  }

  /** Checks that they come to what the topics of {@link Deliveries} hold. */
  public HandedOver assertRecounted() {
    Recount recount = new Recount(contract);
    TopicRecords.settled(servers, contract + ".v1").forEach(recount::product);
    TopicRecords.settled(servers, "dlq." + contract + ".v1").forEach(recount::deadLetter);
    assertThat(lines()).containsExactlyElementsOf(recount.lines());
    return this;
  }

  private List<String> lines() {
    Counted counted = new Counted();
    for (Delta delta : deltas) {
      delta.counts().forEach(indicator -> add(indicator, counted));
      delta.keys().forEach(set -> add(set, counted));
      for (EventTimes times : delta.events()) {
        counted.ahead(times.ahead());
        counted.unreadable(times.unreadable());
        if (times.newest() != null) {
          counted.newest(delta.coverage().partition(), times.newest());
        }
      }
    }
    return counted.lines();
  }

  private static void add(IndicatorCounts indicator, Counted to) {
    for (Bucket bucket : indicator.buckets()) {
      to.add(
          indicator.indicator(),
          bucket.start(),
          bucket.end(),
          bucket.good(),
          bucket.total(),
          bucket.lateGood(),
          bucket.lateTotal());
    }
  }

  private static void add(KeySet set, Counted to) {
    Set<String> keys = new HashSet<>();
    ByteBuffer hashes = set.hashes().duplicate();
    while (hashes.hasRemaining()) {
      byte[] hash = new byte[KeySet.HASH_BYTES];
      hashes.get(hash);
      keys.add(HexFormat.of().formatHex(hash));
    }
    assertThat(keys).hasSize(set.size());
    to.addKeys(set.indicator(), set.start(), set.end(), set.late(), keys, set.records());
  }
}
