package io.sluice.pipeline.topic;

import io.sluice.engine.contract.Binding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of one contract on a cluster. */
public final class ContractTopics {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Binding binding;
  private final TopicCreation creation;

  public ContractTopics(Binding binding, TopicCreation creation) {
    this.binding = binding;
    this.creation = creation;
  }

  /** Looks at the topics, and creates those that are missing where that is allowed. */
  public TopicCheck check(Admin admin) throws InterruptedException {
    try {
      return look(admin);
    } catch (TimeoutException e) {
      return new TopicCheck.NotYet("the Kafka cluster does not answer");
    } catch (ExecutionException e) {
      return notAnswered(e.getCause() == null ? e : e.getCause());
    }
  }

  private static TopicCheck notAnswered(Throwable cause) {
    return switch (cause) {
      case InvalidReplicationFactorException e -> refused(e);
      case InvalidConfigurationException e -> refused(e);
      case PolicyViolationException e -> refused(e);
      // unreachable, overloaded, not authorised yet: infrastructure, which comes back
      default ->
          new TopicCheck.NotYet(
              "the Kafka cluster does not answer: %s: %s"
                  .formatted(cause.getClass().getSimpleName(), cause.getMessage()));
    };
  }

  private static TopicCheck refused(Exception cause) {
    return new TopicCheck.Unusable("the cluster refuses to create a topic: " + cause.getMessage());
  }

  private TopicCheck look(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, TopicDescription> found = describe(admin, List.of(binding.rawTopic()));
    TopicDescription raw = found.get(binding.rawTopic());
    if (raw == null) {
      return new TopicCheck.NotYet("the raw topic " + binding.rawTopic() + " does not exist yet");
    }
    List<String> outputs = List.of(binding.productTopic(), binding.deadLetterTopic());
    found.putAll(describe(admin, outputs));
    List<String> missing = outputs.stream().filter(topic -> !found.containsKey(topic)).toList();
    if (!missing.isEmpty()) {
      if (!creation.allowed()) {
        return new TopicCheck.Unusable(
            "missing: %s; create with %d partitions each, or allow topics to be created"
                .formatted(String.join(", ", missing), raw.partitions().size()));
      }
      create(admin, missing, raw.partitions().size());
      return new TopicCheck.NotYet("topics are being created: " + String.join(", ", missing));
    }
    return judge(found, settings(admin, found.keySet()));
  }

  private TopicCheck judge(
      Map<String, TopicDescription> found, Map<String, TopicSettings> settings) {
    TopicSettings raw = need(settings, binding.rawTopic());
    TopicSettings product = need(settings, binding.productTopic());
    TopicSettings deadLetter = need(settings, binding.deadLetterTopic());
    if (deadLetter.compacted()) {
      return new TopicCheck.Unusable(
          "the dead-letter topic %s is compacted, which would drop letters; set cleanup.policy to delete"
              .formatted(binding.deadLetterTopic()));
    }
    int rawPartitions = need(found, binding.rawTopic()).partitions().size();
    List<String> warnings = new ArrayList<>();
    warnings.addAll(product.warnings(binding.productTopic(), raw));
    warnings.addAll(deadLetter.warnings(binding.deadLetterTopic(), raw));
    warnings.addAll(deadLetter.deadLetterWarnings(binding.deadLetterTopic()));
    for (String output : List.of(binding.productTopic(), binding.deadLetterTopic())) {
      int partitions = need(found, output).partitions().size();
      if (partitions < rawPartitions) {
        warnings.add(
            "topic %s has %d partitions, the raw topic %d: records are placed by key instead of by raw partition"
                .formatted(output, partitions, rawPartitions));
      }
    }
    return new TopicCheck.Ready(
        new TopicFacts(rawPartitions, product.compacted(), raw.largestRecord()), warnings);
  }

  private void create(Admin admin, List<String> missing, int partitions)
      throws InterruptedException, ExecutionException, TimeoutException {
    TopicSettings raw = need(settings(admin, List.of(binding.rawTopic())), binding.rawTopic());
    for (String topic : missing) {
      Map<String, String> settings =
          topic.equals(binding.productTopic()) ? raw.ofProduct() : raw.ofDeadLetter();
      NewTopic newTopic =
          new NewTopic(topic, partitions, creation.replicationFactor()).configs(settings);
      try {
        get(admin.createTopics(List.of(newTopic)).all());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) { // another instance was first
          throw e;
        }
      }
    }
  }

  private static Map<String, TopicDescription> describe(Admin admin, Collection<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, TopicDescription> found = new HashMap<>();
    for (var described : admin.describeTopics(topics).topicNameValues().entrySet()) {
      try {
        found.put(described.getKey(), get(described.getValue()));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return found;
  }

  private static Map<String, TopicSettings> settings(Admin admin, Collection<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<ConfigResource> resources =
        topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t)).toList();
    Map<String, TopicSettings> settings = new HashMap<>();
    get(admin.describeConfigs(resources).all())
        .forEach((resource, config) -> settings.put(resource.name(), TopicSettings.of(config)));
    return settings;
  }

  private static <T> T get(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static <T> T need(Map<String, T> map, String topic) {
    return Optional.ofNullable(map.get(topic)).orElseThrow();
  }
}
