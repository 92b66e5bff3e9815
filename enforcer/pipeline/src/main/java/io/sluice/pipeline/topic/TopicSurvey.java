package io.sluice.pipeline.topic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topics of one contract as they stand, for whoever looks before its pipeline runs.
 *
 * @param topics by their names: raw, product, dead letters, replay, counts
 * @param obstacles what of them keeps the pipeline from starting, beside topics that are missing
 * @param warnings settings that would hold it up or lose something in the case that each names
 */
public record TopicSurvey(
    Map<String, TopicState> topics, List<String> obstacles, List<String> warnings) {

  public TopicSurvey {
    topics = Collections.unmodifiableMap(new LinkedHashMap<>(topics));
    obstacles = List.copyOf(obstacles);
    warnings = List.copyOf(warnings);
  }
}
