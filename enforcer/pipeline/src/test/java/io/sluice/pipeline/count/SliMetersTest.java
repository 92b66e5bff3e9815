package io.sluice.pipeline.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliMetersTest {

  @ParameterizedTest
  @CsvSource({
    "PT5M, 5m",
    "PT30M, 30m",
    "PT1H, 1h",
    "PT90M, 90m",
    "PT6H, 6h",
    "P1D, 1d",
    "P3D, 3d",
    "P30D, 30d",
    "PT90S, 90s"
  })
  void windowsAreWrittenInTheLargestUnitThatTheyAreAWholeNumberOf(Duration length, String window) {
    assertThat(SliMeters.window(length)).isEqualTo(window);
  }

  @ParameterizedTest
  @CsvSource({"PT0S", "PT-1M", "PT0.5S"})
  void whatIsNoWindowIsRefused(Duration length) {
    assertThatThrownBy(() -> SliMeters.window(length)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anObjectiveThatIsWorseHasTheHigherStatus() {
    assertThat(SliMeters.status(Status.UNKNOWN)).isZero();
    assertThat(SliMeters.status(Status.OK)).isEqualTo(1);
    assertThat(SliMeters.status(Status.AT_RISK)).isEqualTo(2);
    assertThat(SliMeters.status(Status.BREACHED)).isEqualTo(3);
  }

  @Test
  void whatCantBeJudgedIsNeitherKeptNorBroken() {
    assertThat(SliMeters.current(Current.KEPT)).isOne();
    assertThat(SliMeters.current(Current.BROKEN)).isZero();
    assertThat(SliMeters.current(Current.UNKNOWN)).isNaN();
  }
}
