package io.sluice.kit.kafka;

import io.sluice.engine.finding.Finding;
import io.sluice.kit.EventContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a producer sends to raw topics to their contracts: for staging, since each event is
 * written twice. What goes to other topics passes, and so do tombstones. Neither logs nor errors
 * hold a value. Settings are those of {@link InterceptorSettings}.
 *
 * @param <K> keys, which are not looked at
 * @param <V> events, as {@link EventContract} takes them
 */
public final class ContractInterceptor<K, V> implements ProducerInterceptor<K, V> {

  private final Map<String, EventContract> byTopic = new HashMap<>();
  private final BreachLog log = new BreachLog();
  private InterceptorSettings.OnBreach onBreach = InterceptorSettings.OnBreach.THROW;

  /** Kafka makes it by this. */
  public ContractInterceptor() {}

  @Override
  public void configure(Map<String, ?> properties) {
    InterceptorSettings settings = InterceptorSettings.of(properties);
    onBreach = settings.onBreach();
    for (String location : settings.contracts()) {
      EventContract contract = EventContract.at(location);
      EventContract other = byTopic.putIfAbsent(contract.rawTopic(), contract);
      if (other != null) {
        throw new ConfigException(
            InterceptorSettings.CONTRACTS,
            settings.contracts(),
            contract + " and " + other + " have the same raw topic");
      }
    }
  }

  @Override
  public ProducerRecord<K, V> onSend(ProducerRecord<K, V> sent) {
    EventContract contract = byTopic.get(sent.topic());
    if (contract == null || sent.value() == null) {
      return sent;
    }
    List<Finding> errors;
    try {
      errors = contract.findings(contract.judge(sent)).stream().filter(Finding::isError).toList();
    } catch (IllegalArgumentException e) {
      notJudged(sent.topic(), contract, String.valueOf(e.getMessage()));
      return sent;
    }
    if (!errors.isEmpty()) {
      broken(sent.topic(), contract, errors);
    }
    return sent;
  }

  private void broken(String topic, EventContract contract, List<Finding> errors) {
    switch (onBreach) {
      case LOG -> errors.forEach(error -> log.breach(topic, contract, error));
      case THROW ->
          throw new ContractBreachError(
              "an event for %s breaks %s: %s"
                  .formatted(
                      topic,
                      contract.coordinates(),
                      errors.stream()
                          .map(e -> e.location() + " " + e.message() + " [" + e.rule() + "]")
                          .collect(Collectors.joining("; "))));
    }
  }

  private void notJudged(String topic, EventContract contract, String why) {
    switch (onBreach) {
      case LOG -> log.unjudged(topic, contract, why);
      case THROW ->
          throw new ContractBreachError(
              "an event for %s can't be held to %s: %s"
                  .formatted(topic, contract.coordinates(), why));
    }
  }

  @Override
  public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
    // Nothing to do: what was sent has been judged.
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
