package io.sluice.pipeline.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.delta.Delta.Bucket;
import io.sluice.pipeline.delta.Delta.EventTimes;
import io.sluice.pipeline.delta.Delta.IndicatorCounts;
import io.sluice.pipeline.delta.Delta.KeySet;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeltaPartsTest {

  private static final Instant START = Instant.parse("2026-11-21T06:00:00Z");

  private static Delta delta(int buckets, int keys) {
    List<Bucket> counted = new ArrayList<>();
    for (int i = 0; i < buckets; i++) {
      counted.add(
          new Bucket(START.plusSeconds(60L * i), START.plusSeconds(60L * i + 60), i, i + 1, 0, 1));
    }
    byte[] hashes = new byte[keys * KeySet.HASH_BYTES];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = (byte) (i / KeySet.HASH_BYTES);
    }
    return new Delta(
        new Delta.Coverage(
            "sales.orders",
            "1.2.0",
            "sluice.sales.orders.v1",
            false,
            false,
            "raw.sales.orders.v1",
            "id",
            3,
            100,
            200,
            0,
            1),
        new Delta.Judged(START, START.plusMillis(7)),
        Map.of("compliant", 90L, "violating", 10L),
        List.of(new EventTimes("at", START, 1, 2), new EventTimes("sent", null, 0, 100)),
        buckets == 0 ? List.of() : List.of(new IndicatorCounts("full", "completeness", counted)),
        keys == 0
            ? List.of()
            : List.of(
                new KeySet(
                    "sites",
                    START,
                    START.plusSeconds(60),
                    true,
                    keys + 5L,
                    ByteBuffer.wrap(hashes))));
  }

  @Test
  void whatIsWrittenIsRead() {
    Delta delta = delta(3, 2);

    byte[] value = DeltaFormat.write(delta, 4711);

    assertThat(DeltaFormat.schemaId(value)).isEqualTo(4711);
    assertThat(DeltaFormat.read(value)).isEqualTo(delta);
  }

  @Test
  void anEmptyDeltaIsOneToo() {
    Delta empty =
        new Delta(delta(0, 0).coverage(), null, Map.of(), List.of(), List.of(), List.of());

    assertThat(DeltaParts.of(empty)).containsExactly(empty);
    assertThat(DeltaFormat.read(DeltaFormat.write(empty, 1))).isEqualTo(empty);
  }

  @Test
  void aSmallDeltaIsOnePart() {
    assertThat(DeltaParts.of(delta(100, 100))).containsExactly(delta(100, 100));
  }

  @Test
  void partsOfALargeOneAddUpAndStayBelowTheLimit() {
    Delta delta = delta(1_000, 5_000);

    List<Delta> parts = DeltaParts.of(delta, 10_000);

    assertThat(parts).hasSizeGreaterThan(10);
    assertThat(parts).allMatch(part -> DeltaFormat.write(part, 1).length < 10_500);
    assertThat(parts).extracting(part -> part.coverage().parts()).containsOnly(parts.size());
    assertThat(parts.getFirst().outcomes()).isEqualTo(delta.outcomes());
    assertThat(parts.subList(1, parts.size())).allMatch(part -> part.outcomes().isEmpty());
    assertThat(
            parts.stream()
                .flatMap(part -> part.counts().stream())
                .flatMap(counts -> counts.buckets().stream()))
        .containsExactlyElementsOf(delta.counts().getFirst().buckets());
    assertThat(
            parts.stream().flatMap(part -> part.keys().stream()).mapToLong(KeySet::records).sum())
        .isEqualTo(5_005);
    ByteBuffer together = ByteBuffer.allocate(5_000 * KeySet.HASH_BYTES);
    parts.stream()
        .flatMap(part -> part.keys().stream())
        .forEach(set -> together.put(set.hashes().duplicate()));
    assertThat(together.flip()).isEqualTo(delta.keys().getFirst().hashes());
  }
}
