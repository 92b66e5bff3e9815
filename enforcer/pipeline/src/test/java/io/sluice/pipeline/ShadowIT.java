package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.testing.Enforced;
import io.sluice.pipeline.testing.KafkaTopics;
import io.sluice.pipeline.testing.Payments;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A contract in shadow on a real broker, beside the same contract enforced. */
class ShadowIT {

  private static final int RECORDS = 3_000;
  private static final int PARTITIONS = 2;
  private static final int SCHEMA_ID = Payments.SCHEMA_ID;

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return KafkaTopics.settled(topic);
  }

  private static List<ConsumerRecord<byte[], byte[]>> marked(
      String header, List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().filter(r -> r.headers().lastHeader(header) != null).toList();
  }

  private static double violations(SimpleMeterRegistry meters) {
    return meters
        .get(PipelineMeters.VIOLATIONS)
        .tag(PipelineMeters.RULE, "amount.minimum")
        .tag(PipelineMeters.CLASS, "RULE")
        .counter()
        .count();
  }

  /** Lets half of the records through, starts it anew, and lets the rest through. */
  private static void runInTwoParts(Running running) {
    Enforced enforced = running.enforced();
    running.rawTopic(PARTITIONS, Map.of());
    enforced.send(RECORDS, PARTITIONS, SCHEMA_ID);
    running.start().await();
    patiently().until(() -> enforced.arrivedOnce() > 0);
    running.pipeline().close();
    enforced.send(RECORDS, PARTITIONS, SCHEMA_ID);
    running.start().await();
    patiently().until(() -> enforced.arrivedOnce() == 2 * RECORDS);
    running.pipeline().close();
  }

  @Test
  void allRecordsPassOnceAndWhatIsCountedIsWhatTheSameContractEnforcedRejects() {
    try (Running shadow = new Running().inShadow();
        Running rejecting = new Running()) {
      runInTwoParts(shadow);
      runInTwoParts(rejecting);
      rejecting.enforced().assertBalance(rejecting.meters());
      double rejected = rejecting.enforced().count(rejecting.meters(), "violating");

      shadow.enforced().assertAllPassed();
      assertThat(shadow.enforced().count(shadow.meters(), "shadowed")).isEqualTo(rejected);
      assertThat(shadow.enforced().count(shadow.meters(), "compliant"))
          .isEqualTo(rejecting.enforced().count(rejecting.meters(), "compliant"));
      assertThat(shadow.enforced().count(shadow.meters(), "violating")).isZero();
      assertThat(violations(shadow.meters())).isEqualTo(violations(rejecting.meters()));
      assertThat(marked("sluice.shadowed", read(shadow.enforced().productTopic())))
          .hasSize((int) rejected);

      // the bound holds for each minute and each start of a task; the test may see a minute end
      List<ConsumerRecord<byte[], byte[]>> letters = read(shadow.enforced().deadLetterTopic());
      assertThat(letters).hasSizeBetween(1, 2 * 2 * PARTITIONS * PipelineSettings.DEFAULT_SAMPLES);
      assertThat(marked("sluice.sample", letters)).hasSameSizeAs(letters);
      assertThat(letters).extracting(ShadowIT::source).doesNotHaveDuplicates();
      assertThat(
              Objects.requireNonNull(shadow.meters().find(PipelineMeters.SAMPLES).counter())
                  .count())
          .isEqualTo(letters.size());
    }
  }

  private static String source(ConsumerRecord<byte[], byte[]> letter) {
    return new String(
            letter.headers().lastHeader("__streams.errors.partition").value(),
            StandardCharsets.UTF_8)
        + "@"
        + new String(
            letter.headers().lastHeader("__streams.errors.offset").value(), StandardCharsets.UTF_8);
  }
}
