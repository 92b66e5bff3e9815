package io.sluice.pipeline;

import static io.sluice.pipeline.testing.Payments.SCHEMA_ID;
import static io.sluice.pipeline.testing.Payments.framed;
import static io.sluice.pipeline.testing.Payments.payment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.testing.KafkaTopics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records with timestamps of any time, and topics that set or limit them. */
class TimestampsIT {

  private static final String AFTER_MAX = "message.timestamp.after.max.ms";
  private static final String BEFORE_MAX = "message.timestamp.before.max.ms";
  private static final String NO_LIMIT = Long.toString(Long.MAX_VALUE);
  private static final Map<String, String> ANY_TIME = Map.of(AFTER_MAX, NO_LIMIT);
  private static final Map<String, String> APPEND_TIME =
      Map.of("message.timestamp.type", "LogAppendTime");

  private static final long YEAR_2286 = 9_999_999_999_999L;

  private final Running running = new Running();

  @AfterEach
  void close() {
    running.close();
  }

  private ProducerRecord<byte[], byte[]> at(long timestamp, long amount) {
    return new ProducerRecord<>(
        running.enforced().rawTopic(),
        0,
        timestamp,
        "k".getBytes(UTF_8),
        framed(SCHEMA_ID, payment("p" + timestamp, amount, "")));
  }

  private static List<Long> timestamps(String topic) {
    return KafkaTopics.read(topic).stream().map(ConsumerRecord::timestamp).toList();
  }

  @Test
  void timestampsOfAnyTimeAreKept() {
    running.rawTopic(1, ANY_TIME).start();

    running
        .enforced()
        .sendCompliant(List.of(at(0, 5), at(YEAR_2286, 5), at(1, 5), at(Long.MAX_VALUE, 5)));
    running.enforced().sendViolating(List.of(at(Long.MAX_VALUE, -5), at(0, -5), at(2, -5)));

    running.assertConserved();
  }

  @Test
  void aTimestampThatTheBrokerGaveOnTheRawTopicIsTheOneOfTheProductRecord() {
    running.rawTopic(1, APPEND_TIME).start();

    running.enforced().sendCompliant(List.of(at(1, 5), at(2, 5)));
    running.awaitArrival();

    assertThat(timestamps(running.enforced().productTopic()))
        .isEqualTo(timestamps(running.enforced().rawTopic()))
        .allMatch(timestamp -> timestamp > 2);
  }

  @Test
  void outputTopicsThatOverwriteTimestampsAreWarnedOf() {
    running
        .rawTopic(1, ANY_TIME)
        .productTopic(1, APPEND_TIME)
        .deadLetterTopic(1, APPEND_TIME)
        .start();

    running.enforced().sendCompliant(List.of(at(1, 5), at(YEAR_2286, 5)));
    running.enforced().sendViolating(List.of(at(YEAR_2286, -5)));
    running.awaitArrival();

    assertThat(timestamps(running.enforced().productTopic())).allMatch(at -> at < YEAR_2286);
    assertThat(timestamps(running.enforced().deadLetterTopic())).hasSize(1);
    assertThat(running.pipeline().warnings())
        .filteredOn(warning -> warning.contains("message.timestamp.type is LogAppendTime"))
        .hasSize(2);
  }

  @Test
  void aRecordOfATimeThatItsTopicRefusesWaitsUntilTheTopicTakesIt() {
    running
        .rawTopic(1, ANY_TIME)
        .productTopic(1, Map.of(AFTER_MAX, "3600000", "max.message.bytes", "33554432"))
        .deadLetterTopic(
            1, Map.of(BEFORE_MAX, "3600000", AFTER_MAX, NO_LIMIT, "max.message.bytes", "33554432"))
        .start()
        .await();
    assertThat(running.pipeline().warnings().toString()).contains(AFTER_MAX, BEFORE_MAX);
    String product = running.enforced().productTopic();
    String deadLetter = running.enforced().deadLetterTopic();

    running.enforced().sendCompliant(List.of(at(YEAR_2286, 5)));
    running.await("waiting", product, "takes", "3600000 ms after", "set its", AFTER_MAX);
    running.alter(product, AFTER_MAX, NO_LIMIT);
    running.await().awaitArrival();
    running.enforced().sendViolating(List.of(at(1, -5)));
    running.await("waiting", deadLetter, "3600000 ms before");
    running.alter(deadLetter, BEFORE_MAX, NO_LIMIT);

    running.assertConserved();
  }
}
