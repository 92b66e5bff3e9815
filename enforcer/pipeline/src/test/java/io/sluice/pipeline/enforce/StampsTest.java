package io.sluice.pipeline.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.testing.Payments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What records say of their judging, where the contract says which stamps its product has. */
class StampsTest {

  private static final String CONTRACT = "sluice.contract=test.payments:1.2.0";
  private static final String TIMESTAMP = "sluice.timestamp=2026-11-21T06:00:00.007Z";

  @TempDir private Path state;

  private static byte[] payment(long amount, String note) {
    return Payments.framed(Payments.SCHEMA_ID, Payments.payment("p1", amount, note));
  }

  @ParameterizedTest
  @CsvSource({
    "'contract, timestamp', true, true",
    "'timestamp, contract', true, true",
    "contract, true, false",
    "timestamp, false, true",
    "'', false, false",
  })
  void productRecordsHaveThoseOfTheContractAndDeadLettersBoth(
      String stamps, boolean contract, boolean timestamp) {
    RecordHeaders forged = new RecordHeaders();
    forged.add("sluice.contract", "mine:9".getBytes(StandardCharsets.UTF_8));
    try (Driven driven = Driven.of(state, Payments.stamped("test.payments", stamps).compile())) {
      driven.send(payment(5, ""));
      driven.send(Driven.KEY, payment(5, ""), forged, 1);
      driven.send(payment(5, "hello"));

      List<String> plain = Driven.headers(driven.product());
      assertThat(plain.contains(CONTRACT)).isEqualTo(contract);
      assertThat(plain.contains(TIMESTAMP)).isEqualTo(timestamp);
      assertThat(plain).hasSize((contract ? 1 : 0) + (timestamp ? 1 : 0));
      assertThat(Driven.headers(driven.product())).isEqualTo(plain);
      List<String> flagged = Driven.headers(driven.product());
      assertThat(flagged.subList(0, plain.size())).isEqualTo(plain);
      assertThat(flagged).hasSize(plain.size() + 1);
      assertThat(flagged.getLast()).startsWith("sluice.warnings=");

      driven.send(payment(-5, ""));
      assertThat(Driven.headers(driven.deadLetter())).contains(CONTRACT, TIMESTAMP);
    }
  }
}
