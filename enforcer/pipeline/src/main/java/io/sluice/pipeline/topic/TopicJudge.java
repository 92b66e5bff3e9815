package io.sluice.pipeline.topic;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.rewrite.Growth;
import io.sluice.pipeline.delta.DeltaTopic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges the topics of one contract: what would stop its pipeline, and what would lose something in
 * some case. Of topics that are not among those given it says nothing.
 *
 * @param growth how much longer masks and projection may make records
 */
record TopicJudge(Binding binding, String replayTopic, Growth growth) {

  /** What has to be put right before the pipeline can start. */
  List<String> obstacles(Map<String, TopicSettings> settings) {
    List<String> obstacles = new ArrayList<>();
    refuseCompaction(
        "dead-letter topic", binding.deadLetterTopic(), "letters", settings, obstacles);
    refuseCompaction("topic", DeltaTopic.NAME, "counts", settings, obstacles);
    refuseCompaction(
        "replay topic", replayTopic, "records that were replayed", settings, obstacles);
    return obstacles;
  }

  private static void refuseCompaction(
      String kind,
      String topic,
      String dropped,
      Map<String, TopicSettings> settings,
      List<String> obstacles) {
    TopicSettings its = settings.get(topic);
    if (its != null && its.compacted()) {
      obstacles.add(
          "the %s %s is compacted, which would drop %s; set cleanup.policy to delete"
              .formatted(kind, topic, dropped));
    }
  }

  /** What the pipeline starts with all the same. */
  List<String> warnings(Map<String, Integer> partitions, Map<String, TopicSettings> settings) {
    TopicSettings raw = settings.get(binding.rawTopic());
    if (raw == null) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    TopicSettings product = settings.get(binding.productTopic());
    if (product != null) {
      warnings.addAll(product.warnings(binding.productTopic(), raw, growth));
    }
    TopicSettings deadLetter = settings.get(binding.deadLetterTopic());
    if (deadLetter != null) {
      warnings.addAll(deadLetter.warnings(binding.deadLetterTopic(), raw, Growth.NONE));
      warnings.addAll(deadLetter.deadLetterWarnings(binding.deadLetterTopic()));
    }
    TopicSettings replay = settings.get(replayTopic);
    if (replay != null) {
      warnings.addAll(replay.warnings(replayTopic, raw, Growth.NONE));
    }
    int rawPartitions = partitions.getOrDefault(binding.rawTopic(), 0);
    for (String output : List.of(binding.productTopic(), binding.deadLetterTopic())) {
      Integer its = partitions.get(output);
      if (its != null && its < rawPartitions) {
        warnings.add(
            "topic %s has %d partitions, the raw topic %d: records are placed by key instead of by raw partition"
                .formatted(output, its, rawPartitions));
      }
    }
    return warnings;
  }

  /** Judges those that are there. */
  TopicSurvey survey(Map<String, TopicState> states) {
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, TopicSettings> settings = new HashMap<>();
    states.forEach(
        (name, state) -> {
          if (state instanceof TopicState.There there) {
            partitions.put(name, there.partitions());
            settings.put(name, there.settings());
          }
        });
    return new TopicSurvey(states, obstacles(settings), warnings(partitions, settings));
  }
}
