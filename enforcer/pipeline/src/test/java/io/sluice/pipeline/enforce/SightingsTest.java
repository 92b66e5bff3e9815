package io.sluice.pipeline.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SightingsTest {

  private static final TopicPartition PARTITION = new TopicPartition("raw", 0);

  private final AtomicLong nanos = new AtomicLong();
  private final Sightings sightings = new Sightings(Duration.ofSeconds(30), nanos::get);

  private void sawAt(long second, long end) {
    nanos.set(Duration.ofSeconds(second).toNanos());
    sightings.saw(PARTITION, end);
  }

  private OptionalLong secondsSince(long offset) {
    OptionalLong nanos = sightings.since(PARTITION, offset);
    return nanos.isEmpty()
        ? nanos
        : OptionalLong.of(Duration.ofNanos(nanos.getAsLong()).toSeconds());
  }

  @Test
  void aRecordIsThereSinceThePartitionFirstEndedBehindIt() {
    sawAt(1, 10);
    sawAt(2, 10);
    sawAt(3, 20);

    assertThat(secondsSince(9)).hasValue(1);
    assertThat(secondsSince(10)).hasValue(3);
    assertThat(secondsSince(20)).isEmpty();
    assertThat(sightings.since(new TopicPartition("raw", 1), 0)).isEmpty();
  }

  @Test
  void whatIsOldEnoughIsNotToldApart() {
    for (int second = 0; second <= 100; second++) {
      sawAt(second, second + 1L);
    }

    assertThat(secondsSince(0)).hasValue(70);
    assertThat(secondsSince(70)).hasValue(70);
    assertThat(secondsSince(71)).hasValue(71);
  }

  @Test
  void looksThatFollowEachOtherCloselyAreDatedByTheLast() {
    for (int millis = 0; millis < 5_000; millis++) {
      nanos.set(Duration.ofMillis(millis).toNanos());
      sightings.saw(PARTITION, millis + 1L);
    }

    // a 32nd of the 30 s is 0.94 s
    assertThat(secondsSince(0)).hasValue(0);
    assertThat(secondsSince(937)).hasValue(0);
    assertThat(secondsSince(938)).hasValue(1);
    assertThat(secondsSince(4_000)).hasValue(4);
  }

  @Test
  void aPartitionThatEndsEarlierThanBeforeIsAnother() {
    sawAt(1, 10);
    sawAt(40, 5);

    assertThat(secondsSince(4)).hasValue(40);
    assertThat(secondsSince(7)).isEmpty();
  }
}
