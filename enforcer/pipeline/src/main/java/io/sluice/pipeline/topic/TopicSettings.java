package io.sluice.pipeline.topic;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.sluice.engine.rewrite.Growth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;

/**
 * The settings of a topic that decide whether every record gets through.
 *
 * @param maxMessageBytes the largest batch that the broker takes, as it is sent
 * @param compacted whether the last record of each key is kept
 * @param logAppendTime whether the broker overwrites the records' timestamps
 * @param timestampBefore by how many milliseconds a record may lie before the broker's clock
 * @param timestampAfter by how many it may lie after it
 * @param minInsyncReplicas how many replicas have to have a record before it counts as written
 */
public record TopicSettings(
    int maxMessageBytes,
    boolean compacted,
    boolean logAppendTime,
    long timestampBefore,
    long timestampAfter,
    String cleanupPolicy,
    String retentionMs,
    String retentionBytes,
    int minInsyncReplicas) {

  /** What the headers that Sluice adds may take, with much to spare. */
  static final int HEADROOM = 64 * 1024;

  /**
   * Records up to this size get through whatever the raw topic's limit is: that one holds for the
   * compressed batch, and a record of some megabytes can be small when compressed.
   */
  static final int LEAST_LARGEST_RECORD = 32 * 1024 * 1024;

  private static final String FOR_EVER = "-1";
  private static final String NO_LIMIT = String.valueOf(Long.MAX_VALUE);

  static TopicSettings of(Config config) {
    String cleanup = config.get(CLEANUP_POLICY_CONFIG).value();
    return new TopicSettings(
        Integer.parseInt(config.get(MAX_MESSAGE_BYTES_CONFIG).value()),
        cleanup.contains(CLEANUP_POLICY_COMPACT),
        "LogAppendTime".equals(config.get(MESSAGE_TIMESTAMP_TYPE_CONFIG).value()),
        Long.parseLong(config.get(MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG).value()),
        Long.parseLong(config.get(MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG).value()),
        cleanup,
        config.get(RETENTION_MS_CONFIG).value(),
        config.get(RETENTION_BYTES_CONFIG).value(),
        Integer.parseInt(config.get(MIN_IN_SYNC_REPLICAS_CONFIG).value()));
  }

  /** Whether the newest record of each key stays, however old it is. */
  boolean keepsEachKey() {
    return compacted || (FOR_EVER.equals(retentionMs) && FOR_EVER.equals(retentionBytes));
  }

  /** How long records are kept; empty where age takes none away. */
  public Optional<Duration> retention() {
    return FOR_EVER.equals(retentionMs) || !cleanupPolicy.contains(CLEANUP_POLICY_DELETE)
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Long.parseLong(retentionMs)));
  }

  /**
   * The largest record of this raw topic that an output has to take, with Sluice's headers.
   *
   * @param growth how much longer records become on their way there
   */
  int largestRecord(Growth growth) {
    return Math.clamp(
        growth.mostBytes(maxMessageBytes) + HEADROOM, LEAST_LARGEST_RECORD, Integer.MAX_VALUE);
  }

  /** What an output topic with these settings takes. */
  OutputTopic ofOutput(String topic) {
    return logAppendTime
        ? new OutputTopic(topic, maxMessageBytes, Long.MAX_VALUE, Long.MAX_VALUE)
        : new OutputTopic(topic, maxMessageBytes, timestampBefore, timestampAfter);
  }

  /** The settings of a product topic of this raw topic: it keeps what the raw topic keeps. */
  Map<String, String> ofProduct(Growth growth) {
    Map<String, String> settings = ofOutput(growth);
    settings.put(CLEANUP_POLICY_CONFIG, cleanupPolicy);
    settings.put(RETENTION_MS_CONFIG, retentionMs);
    settings.put(RETENTION_BYTES_CONFIG, retentionBytes);
    return settings;
  }

  /** The settings of its dead-letter topic: letters stay until somebody has dealt with them. */
  Map<String, String> ofDeadLetter() {
    Map<String, String> settings = ofOutput(Growth.NONE);
    settings.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE);
    settings.put(RETENTION_MS_CONFIG, FOR_EVER);
    settings.put(RETENTION_BYTES_CONFIG, FOR_EVER);
    return settings;
  }

  /** The settings of the topic of counts: as long as whoever measures them may be down. */
  static Map<String, String> ofDeltas() {
    Map<String, String> settings = new HashMap<>();
    settings.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE);
    settings.put(RETENTION_MS_CONFIG, String.valueOf(Duration.ofDays(7).toMillis()));
    settings.put(RETENTION_BYTES_CONFIG, FOR_EVER);
    settings.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    return settings;
  }

  private Map<String, String> ofOutput(Growth growth) {
    Map<String, String> settings = new HashMap<>();
    settings.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    settings.put(MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, NO_LIMIT);
    settings.put(MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, NO_LIMIT);
    settings.put(MAX_MESSAGE_BYTES_CONFIG, String.valueOf(largestRecord(growth)));
    return settings;
  }

  /** What an output topic with these settings would do to some records of the raw topic. */
  List<String> warnings(String topic, TopicSettings raw, Growth growth) {
    List<String> warnings = new ArrayList<>();
    long needed = growth.mostBytes(raw.maxMessageBytes) + HEADROOM;
    if (maxMessageBytes < needed) {
      warnings.add(
          "topic %s: max.message.bytes is %d; a record near the raw topic's limit would hold up the pipeline; set it to at least %d"
              .formatted(topic, maxMessageBytes, needed));
    }
    if (logAppendTime) {
      warnings.add(
          "topic %s: message.timestamp.type is LogAppendTime; timestamps of raw records are lost; set it to CreateTime"
              .formatted(topic));
    } else if (timestampBefore != Long.MAX_VALUE || timestampAfter != Long.MAX_VALUE) {
      warnings.add(
          "topic %s: a record whose timestamp is far from the broker's clock would hold up the pipeline; set %s and %s to %s"
              .formatted(
                  topic,
                  MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                  MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                  NO_LIMIT));
    }
    return warnings;
  }

  /** Likewise, for what holds for dead letters alone. */
  List<String> deadLetterWarnings(String topic) {
    if (FOR_EVER.equals(retentionMs) && FOR_EVER.equals(retentionBytes)) {
      return List.of();
    }
    return List.of(
        "topic %s: dead letters vanish by its retention, dealt with or not; set retention.ms and retention.bytes to -1"
            .formatted(topic));
  }
}
