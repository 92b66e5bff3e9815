package io.sluice.pipeline;

import io.sluice.pipeline.enforce.Waiting;
import io.sluice.pipeline.registry.OwnSchema;
import io.sluice.pipeline.topic.ContractTopics;
import io.sluice.pipeline.topic.TopicCheck;
import io.sluice.pipeline.topic.TopicFacts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a pipeline on a thread of its own: waits for cluster and topics, starts the
 * application, and goes on looking, since topics change and clusters go away while it runs.
 */
final class Watch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);

  private final String contract;
  private final StreamsApplication application;
  private final ContractTopics topics;
  private final PipelineSettings settings;
  private final Condition condition;
  private final Waiting waiting;
  private volatile List<String> warnings = List.of();
  private Optional<String> atStart = Optional.empty();
  private int failuresSeen;

  Watch(
      String contract,
      StreamsApplication application,
      ContractTopics topics,
      PipelineSettings settings,
      Condition condition,
      Waiting waiting) {
    this.contract = contract;
    this.application = application;
    this.topics = topics;
    this.settings = settings;
    this.condition = condition;
    this.waiting = waiting;
  }

  /** What is amiss with the topics without keeping the pipeline from running. */
  List<String> warnings() {
    return warnings;
  }

  @Override
  public void run() {
    try {
      if (isStarted()) {
        while (!waiting.isStoppedWithin(settings.watch()) && !condition.isFailed()) {
          look();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      condition.failed("looking after the pipeline failed: " + e);
      LOG.error("action=fail contract={} reason=\"the watch failed\"", contract, e);
    }
  }

  /** Starts the application as soon as that is possible; false where it won't be. */
  private boolean isStarted() throws InterruptedException {
    String before = null;
    for (int attempt = 1; ; attempt++) {
      TopicCheck check = check();
      if (check instanceof TopicCheck.Ready ready) {
        application.saw(ready.facts());
        check = start(ready);
      }
      switch (check) {
        case TopicCheck.Ready ready -> {
          return true;
        }
        case TopicCheck.NotYet notYet -> {
          condition.missing(notYet.reason());
          if (!notYet.reason().equals(before)) {
            LOG.warn("action=wait contract={} reason=\"{}\"", contract, notYet.reason());
            before = notYet.reason();
            attempt = 1;
          }
        }
      }
      if (waiting.isStoppedWithin(settings.restart().after(attempt))) {
        return false;
      }
    }
  }

  private TopicCheck start(TopicCheck.Ready ready) throws InterruptedException {
    return switch (application.deltaSchema()) {
      case OwnSchema.Registered schema -> start(ready, schema);
      case OwnSchema.Unavailable(String reason) -> new TopicCheck.NotYet(reason);
    };
  }

  private TopicCheck start(TopicCheck.Ready ready, OwnSchema.Registered deltaSchema)
      throws InterruptedException {
    try {
      atStart =
          application.past().warning(List.of(ready.facts().product(), ready.facts().deadLetter()));
      accept(ready);
      application.start(deltaSchema);
      return ready;
    } catch (KafkaException e) {
      return clientsFailed(e);
    }
  }

  private void look() throws InterruptedException {
    switch (check()) {
      case TopicCheck.Ready ready -> {
        if (isMadeAnew(ready.facts())) {
          return;
        }
        accept(ready);
      }
      case TopicCheck.NotYet notYet -> condition.missing(notYet.reason());
    }
    application.completeThreads();
    int failures = condition.failures();
    if (failures == failuresSeen && failures > 0) {
      condition.healed(); // quiet for a while, and nothing to commit that would tell
      failures = 0;
    }
    failuresSeen = failures;
  }

  /**
   * Ends the pipeline where a topic that it reads is another one under the same name: threads that
   * did not notice go on at the offset where they stood, and pass over what the new topic has
   * before it.
   */
  private boolean isMadeAnew(TopicFacts seen) {
    Optional<String> madeAnew = application.madeAnew(seen);
    if (madeAnew.isEmpty()) {
      return false;
    }
    String reason = madeAnew.get();
    condition.failed(reason);
    LOG.error("action=fail contract={} reason=\"{}\"", contract, reason);
    application.close(STOPPED_WITHIN);
    return true;
  }

  private TopicCheck check() throws InterruptedException {
    try {
      return topics.check(application.admin());
    } catch (KafkaException e) {
      return clientsFailed(e);
    }
  }

  private void accept(TopicCheck.Ready ready) {
    application.saw(ready.facts());
    List<String> now = Stream.concat(ready.warnings().stream(), atStart.stream()).toList();
    if (!warnings.equals(now)) {
      warnings = now;
      warnings.forEach(w -> LOG.warn("action=warn contract={} reason=\"{}\"", contract, w));
    }
    condition.complete();
  }

  private static TopicCheck clientsFailed(KafkaException failure) {
    @Nullable Throwable cause = failure.getCause();
    return new TopicCheck.NotYet(
        "Kafka's clients can't be made: "
            + Objects.requireNonNullElse(cause, failure).getMessage());
  }
}
