package io.sluice.pipeline;

import io.sluice.pipeline.enforce.Waiting;
import io.sluice.pipeline.topic.ContractTopics;
import io.sluice.pipeline.topic.TopicCheck;
import java.util.List;
import java.util.Objects;
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

  private final String contract;
  private final StreamsApplication application;
  private final ContractTopics topics;
  private final PipelineSettings settings;
  private final Condition condition;
  private final Waiting waiting;
  private volatile List<String> warnings = List.of();
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
        accept(ready);
        check = start(ready);
      }
      switch (check) {
        case TopicCheck.Ready ready -> {
          return true;
        }
        case TopicCheck.Unusable unusable -> {
          condition.failed(unusable.reason());
          LOG.error("action=fail contract={} reason=\"{}\"", contract, unusable.reason());
          return false;
        }
        case TopicCheck.NotYet notYet -> {
          condition.missing(notYet.reason());
          if (!notYet.reason().equals(before)) {
            LOG.info("action=wait contract={} reason=\"{}\"", contract, notYet.reason());
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

  private TopicCheck start(TopicCheck.Ready ready) {
    try {
      application.start();
      return ready;
    } catch (KafkaException e) {
      return clientsFailed(e);
    }
  }

  private void look() throws InterruptedException {
    switch (check()) {
      case TopicCheck.Ready ready -> accept(ready);
      case TopicCheck.NotYet notYet -> condition.missing(notYet.reason());
      // what runs is not stopped for it: it may be put right
      case TopicCheck.Unusable unusable -> condition.missing(unusable.reason());
    }
    application.completeThreads();
    int failures = condition.failures();
    if (failures == failuresSeen && failures > 0) {
      condition.healed(); // quiet for a while, and nothing to commit that would tell
      failures = 0;
    }
    failuresSeen = failures;
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
    if (!warnings.equals(ready.warnings())) {
      warnings = ready.warnings();
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
