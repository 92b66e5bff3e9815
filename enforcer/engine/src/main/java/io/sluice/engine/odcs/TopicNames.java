package io.sluice.engine.odcs;

import java.util.regex.Pattern;

/** What Kafka takes for the name of a topic (org.apache.kafka.common.internals.Topic). */
final class TopicNames {

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private TopicNames() {}

  static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }
}
