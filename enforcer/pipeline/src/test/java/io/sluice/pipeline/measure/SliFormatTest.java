package io.sluice.pipeline.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.pipeline.testing.Told;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SliFormatTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static SliResult again(SliResult said) {
    byte[] value = SliFormat.write(said, 7);
    assertThat(SliFormat.schemaId(value)).isEqualTo(7);
    return SliFormat.read(value, SliFormat.SCHEMA);
  }

  @Test
  void whatIsWrittenIsReadAsItWas() {
    SliResult window = Told.window("payments", "adherence", 999, NOON);
    SliResult day = Told.day("payments", "rows-a-day", NOON, 12, NOON);

    assertThat(again(window)).isEqualTo(window);
    assertThat(again(day)).isEqualTo(day);
  }

  @Test
  void aPromiseWithoutTargetBudgetOrFieldIsReadWithoutThem() {
    SliResult told = Told.window("payments", "rows", 5, NOON);
    SliResult bare =
        new SliResult(
            new SliResult.Promised(
                "payments",
                "1.2.0",
                "rows",
                "volume",
                Optional.empty(),
                told.promised().key().subList(0, 0),
                Optional.empty()),
            told.scope(),
            told.result(),
            told.late(),
            told.current(),
            new SliResult.Course(
                told.course().status(),
                told.course().reason(),
                told.course().since(),
                Optional.empty(),
                new TreeMap<>()),
            told.judgedUntil());

    assertThat(again(bare)).isEqualTo(bare);
  }

  @Test
  void whatIsNoResultIsRefused() {
    byte[] value = SliFormat.write(Told.window("payments", "adherence", 999, NOON), 7);

    assertThatThrownBy(() -> SliFormat.schemaId(new byte[] {1, 2, 3, 4, 5, 6}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SliFormat.schemaId(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SliFormat.read(Arrays.copyOf(value, 20), SliFormat.SCHEMA))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
