package io.sluice.cli.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PickedTest {

  private static Letter at(int partition, long offset, String time) {
    return Written.letter(partition, offset, "RULE", "r", "2026-07-01T" + time + "Z");
  }

  private static List<String> places(Picked picked) {
    return picked.letters().stream()
        .map(l -> l.record().partition() + "@" + l.record().offset())
        .toList();
  }

  @Test
  void partitionsAreMergedByTime() {
    Picked picked = new Picked(3, LetterFilter.ALL);
    picked.take(at(0, 0, "01:00:00"));
    picked.take(at(0, 1, "03:00:00"));
    picked.take(at(0, 2, "05:00:00"));
    picked.take(at(1, 0, "02:00:00"));
    picked.take(at(1, 1, "04:00:00"));

    assertThat(places(picked)).containsExactly("0@0", "1@0", "0@1");
  }

  @Test
  void aClockThatWentBackDoesNotTurnOffsetsRound() {
    Picked picked = new Picked(3, LetterFilter.ALL);
    picked.take(at(0, 0, "05:00:00"));
    picked.take(at(0, 1, "01:00:00"));
    picked.take(at(1, 0, "04:00:00"));

    assertThat(places(picked)).containsExactly("1@0", "0@0", "0@1");
  }

  @Test
  void aPartitionIsReadOnlyWhileItCanHaveOneOfTheFirst() {
    Picked picked = new Picked(2, LetterFilter.ALL);
    assertThat(picked.take(at(0, 0, "02:00:00"))).isTrue();
    assertThat(picked.take(at(0, 1, "03:00:00"))).isFalse();
    assertThat(picked.take(at(1, 0, "01:00:00"))).isTrue();
    assertThat(picked.take(at(1, 1, "04:00:00"))).isFalse();

    assertThat(places(picked)).containsExactly("1@0", "0@0");
  }
}
