package io.sluice.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.kit.testing.Orders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** On Kafka's own producer: its interceptors run before it asks any broker, so there is none. */
class ContractInterceptorTest {

  private static final String RAW = "raw.test.orders.v1";

  private final Logger logger = (Logger) LoggerFactory.getLogger(ContractInterceptor.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(log);
  }

  private static KafkaProducer<String, Object> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", "127.0.0.1:1");
    all.put("max.block.ms", 1);
    all.put("interceptor.classes", ContractInterceptor.class.getName());
    Serializer<Object> unused = (topic, value) -> new byte[0];
    return new KafkaProducer<>(all, new StringSerializer(), unused);
  }

  private static GenericRecord broken() {
    GenericRecord order = Orders.generic();
    order.put("order_id", "##");
    return order;
  }

  private List<String> logged() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** That the record got past the interceptor: the broker that it then wants is not there. */
  private static void assertPasses(KafkaProducer<String, Object> producer, String topic, Object v) {
    assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, "k", v)).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void aBreachIsLoggedWithItsPlaceAndWithoutValuesAndIsSent() {
    try (var producer = producer(Map.of("sluice.kit.contracts", Orders.LOCATION))) {
      assertPasses(producer, RAW, broken());
    }

    assertThat(logged())
        .containsExactly(
            "event=contract_breach topic=raw.test.orders.v1 contract=test.orders:1.2.0"
                + " rule=order_id.minLength place=classpath:contracts/orders.odcs.yaml:23:11 count=1"
                + " what=\"order_id must have at least 3 characters\"");
  }

  @Test
  void whereItIsToThrowNothingThatBreaksIsSent() {
    try (var producer =
        producer(
            Map.of("sluice.kit.contracts", Orders.LOCATION, "sluice.kit.on.breach", "throw"))) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>(RAW, "k", broken())))
          .isInstanceOf(ContractBreachError.class)
          .hasMessageContaining("orders.odcs.yaml:23:11 order_id must have at least 3 characters")
          .hasMessageContaining("[order_id.minLength]")
          .hasMessageNotContaining("##");
      assertPasses(producer, RAW, Orders.generic());
    }
  }

  @Test
  void otherTopicsAndTombstonesPass() {
    try (var producer =
        producer(
            Map.of("sluice.kit.contracts", Orders.LOCATION, "sluice.kit.on.breach", "throw"))) {
      assertPasses(producer, "elsewhere", broken());
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>(RAW, "k", null)).get())
          .hasCauseInstanceOf(TimeoutException.class);
    }
    assertThat(logged()).isEmpty();
  }

  @Test
  void bytesThatNameASchemaInARegistryAreNotJudgedAndSaidToBeSo() {
    byte[] framed = {0, 0, 0, 0, 7, 1};
    try (var logging = producer(Map.of("sluice.kit.contracts", Orders.LOCATION));
        var throwing =
            producer(
                Map.of("sluice.kit.contracts", Orders.LOCATION, "sluice.kit.on.breach", "throw"))) {
      assertPasses(logging, RAW, framed);
      assertThatThrownBy(() -> throwing.send(new ProducerRecord<>(RAW, "k", framed)))
          .isInstanceOf(ContractBreachError.class);
    }
    assertThat(logged()).singleElement().asString().startsWith("event=not_judged topic=" + RAW);
  }

  @Test
  void settingsThatAreNoGoodStopTheProducer() {
    for (Map<String, Object> settings :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("sluice.kit.contracts", "nowhere.odcs.yaml"),
            Map.of("sluice.kit.contracts", Orders.LOCATION, "sluice.kit.on.breach", "ignore"),
            Map.of("sluice.kit.contracts", Orders.LOCATION + "," + Orders.LOCATION))) {
      assertThatThrownBy(() -> producer(settings)).isInstanceOf(KafkaException.class);
    }
  }

  @Test
  void ofManyBreachesOfARuleTheLogTellsEverFewer() {
    assertThat(LongStream.rangeClosed(1, 10_000).filter(BreachLog::isTold).boxed())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 100L, 1_000L, 10_000L);
  }
}
