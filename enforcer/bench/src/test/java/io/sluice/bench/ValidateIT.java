package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bench.subject.Case;
import io.sluice.bench.validate.Effort;
import io.sluice.bench.validate.MaskResult;
import io.sluice.bench.validate.MaskRun;
import io.sluice.bench.validate.MaskStep;
import io.sluice.bench.validate.ValidateResult;
import io.sluice.bench.validate.ValidateRun;
import io.sluice.bench.validate.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The benchmark of single records: that it runs and tells, and, at its stated counts, the bars. */
class ValidateIT {

  private final List<String> progress = new ArrayList<>();

  private ValidateResult measure(Effort effort) throws Exception {
    return new ValidateRun(effort, progress::add).measure();
  }

  @Test
  void everyWayOfEveryCaseIsMeasuredAndTold() throws Exception {
    ValidateResult result = measure(Effort.SMOKE);

    Map<String, Map<String, Double>> json = ValidateCommand.json(result);
    assertThat(json).containsOnlyKeys("order", "earthquake", "wide");
    for (Case subject : Case.values()) {
      assertThat(json.get(subject.word()))
          .containsOnlyKeys(
              "sluice_ns",
              "sluice_bytes",
              "avro_fast_ns",
              "avro_fast_bytes",
              "avro_slow_ns",
              "avro_slow_bytes",
              "decode_cel_ns",
              "decode_cel_bytes");
      for (Way way : Way.values()) {
        assertThat(result.of(subject, way).nanos()).isPositive();
        assertThat(result.table()).contains(way.word());
      }
    }
    assertThat(progress).hasSize(Case.values().length * Way.values().length);
  }

  @Test
  void whatMasksCostIsMeasuredAndTold() throws Exception {
    MaskResult result = new MaskRun(Effort.SMOKE, progress::add).measure();

    assertThat(ValidateCommand.json(result))
        .containsOnlyKeys(
            "judged_ns",
            "judged_bytes",
            "masked_ns",
            "masked_bytes",
            "hashed_ns",
            "hashed_bytes",
            "met_ns",
            "met_bytes",
            "ratio")
        .allSatisfy((name, figure) -> assertThat(figure).as(name).isNotNegative());
    assertThat(result.table()).contains("judged", "masked", "hashed", "met");
    assertThat(progress).hasSize(MaskStep.values().length);
  }

  @Test
  @Tag("full")
  void maskingFourFieldsCostsAtMostAsMuchAgainAsHalfOfJudging() throws Exception {
    MaskResult result = new MaskRun(Effort.STATED, progress::add).measure();

    System.out.println(result.table());
    assertThat(result.ratio()).isLessThanOrEqualTo(1.5);
  }

  @Test
  @Tag("full")
  void judgingAnOrderCostsLessThanDecodingItAndLeavesNoGarbage() throws Exception {
    ValidateResult result = measure(Effort.STATED);

    System.out.println(result.table());
    assertThat(result.ratio(Case.ORDER, Way.SLUICE, Way.AVRO_FAST)).isLessThanOrEqualTo(0.6);
    assertThat(result.ratio(Case.ORDER, Way.SLUICE, Way.DECODE_CEL)).isLessThanOrEqualTo(0.1);
    assertThat(result.of(Case.ORDER, Way.SLUICE).bytes()).isLessThanOrEqualTo(1);
  }
}
