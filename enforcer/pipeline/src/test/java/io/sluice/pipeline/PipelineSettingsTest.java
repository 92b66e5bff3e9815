package io.sluice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.pipeline.topic.TopicCreation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineSettingsTest {

  private static final Path STATE = Path.of("state");

  private static PipelineSettings with(String property, String value) {
    return PipelineSettings.of(Map.of("bootstrap.servers", "b:9092", property, value), STATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "processing.guarantee",
        "application.id",
        "auto.offset.reset",
        "consumer.auto.offset.reset",
        "main.consumer.isolation.level",
        "consumer.session.timeout.ms",
        "producer.transaction.timeout.ms",
        "producer.max.request.size",
        "production.exception.handler",
        "default.production.exception.handler",
        "buffered.records.per.partition",
        "num.stream.threads"
      })
  void whatTheGuaranteesRestOnCannotBeSet(String property) {
    assertThatThrownBy(() -> with(property, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(property);
  }

  @Test
  void anyOtherPropertyIsPassedOnAsItIs() {
    PipelineSettings settings = with("sasl.jaas.config", "secret");

    Properties properties = StreamsProperties.of("app", settings, 1000);

    assertThat(properties).containsEntry("sasl.jaas.config", "secret");
    assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch.size", "producer.batch.size"})
  void batchesAreSluicesUntilTheUserSaysOtherwise(String property) {
    assertThat(StreamsProperties.of("app", with("client.id", "x"), 1000))
        .containsEntry("producer.batch.size", "131072");
    assertThat(
            new StreamsConfig(StreamsProperties.of("app", with(property, "9"), 1000))
                .getProducerConfigs("x"))
        .containsEntry("batch.size", "9");
  }

  @Test
  void withoutBootstrapServersThereIsNoStart() {
    assertThatThrownBy(() -> PipelineSettings.of(Map.of(), STATE))
        .hasMessageContaining("bootstrap.servers");
  }

  @Test
  void outOfBoundsSettingsAreNamed() {
    PipelineSettings settings = with("client.id", "x");

    assertThatThrownBy(() -> settings.with(changes -> changes.threads(0)))
        .hasMessageContaining("threads");
    assertThatThrownBy(() -> TopicCreation.allowed(0)).hasMessageContaining("replication factor");
  }

  @Test
  void streamsTakesTheProperties() {
    Properties properties = StreamsProperties.of("app", with("linger.ms", "5"), 1000);

    StreamsConfig config = new StreamsConfig(properties);

    assertThat(config.getProducerConfigs("p"))
        .containsEntry("transaction.timeout.ms", "10000")
        .containsEntry("max.request.size", "1000")
        .containsEntry("linger.ms", "5");
    assertThat(config.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("session.timeout.ms", "10000")
        .containsEntry("isolation.level", "read_committed");
  }
}
