package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bench.figure.Quantile;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantileTest {

  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    assertThat(Quantile.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Quantile.median(List.of(4.0, 1.0, 900.0, 2.0))).isEqualTo(3);
  }

  @Test
  void aQuarterStaysUnderTheLowerQuartile() {
    assertThat(Quantile.lowerQuartile(List.of(5.0, 4.0, 3.0, 2.0, 1.0))).isEqualTo(2);
    assertThat(Quantile.lowerQuartile(List.of(7.0))).isEqualTo(7);
  }

  @Test
  void nothingMeasuredHasNone() {
    assertThatThrownBy(() -> Quantile.median(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
