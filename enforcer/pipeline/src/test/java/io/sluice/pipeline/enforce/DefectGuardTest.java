package io.sluice.pipeline.enforce;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DefectGuardTest {

  private final RuntimeException defect = new IllegalStateException("holds a value");

  private final DefectGuard guard = new DefectGuard();

  @Test
  void aHundredDefectsInARowAreBorneAndTheNextIsNot() {
    for (int i = 0; i < 100; i++) {
      guard.failed(0, defect);
    }

    assertThatThrownBy(() -> guard.failed(0, defect))
        .isInstanceOf(DefectFloodException.class)
        .hasMessageContaining("101 of 101")
        .hasMessageNotContaining("holds a value");
  }

  @Test
  void oneRecordInAHundredWithinAMinuteIsTooMany() {
    guard.failed(0, defect);
    for (int i = 0; i < 990; i++) {
      guard.judged();
    }
    for (int i = 0; i < 8; i++) {
      guard.failed(0, defect);
    }

    assertThatThrownBy(() -> guard.failed(0, defect))
        .isInstanceOf(DefectFloodException.class)
        .hasMessageContaining("10 of 1000");
  }

  @Test
  void recordsFromBeforeTheFirstDefectExcuseNothing() {
    for (int i = 0; i < 1_000_000; i++) {
      guard.judged();
    }
    guard.failed(0, defect);
    for (int i = 0; i < 990; i++) {
      guard.judged();
    }
    for (int i = 0; i < 8; i++) {
      guard.failed(0, defect);
    }

    assertThatThrownBy(() -> guard.failed(0, defect)).isInstanceOf(DefectFloodException.class);
  }

  @Test
  void defectsOfThePastMinuteAreForgiven() {
    guard.failed(0, defect);
    for (int i = 0; i < 990; i++) {
      guard.judged();
    }
    for (int i = 0; i < 8; i++) {
      guard.failed(0, defect);
    }

    assertThatCode(
            () -> {
              for (int i = 0; i < 9; i++) {
                guard.failed(60_000, defect);
              }
            })
        .doesNotThrowAnyException();
  }
}
