package io.sluice.cli.doctor;

import io.sluice.cli.doctor.Symptom.Check;
import io.sluice.pipeline.topic.TopicState;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges how many brokers have the records of a topic.
 *
 * @param asked how many replicas the settings ask for; -1 where they leave it to the broker
 * @param brokers how many the cluster has
 */
record Replication(int asked, int brokers) {

  List<Symptom> symptoms(String topic, TopicState.There there) {
    List<Symptom> symptoms = new ArrayList<>();
    int replicas = there.replicas();
    int needed = there.settings().minInsyncReplicas();
    if (there.leaderless() > 0) {
      symptoms.add(
          problem(
              "topic %s: %d of %d partitions have no leader, so nobody reads or writes them; is a broker away?"
                  .formatted(topic, there.leaderless(), there.partitions())));
    }
    if (needed > replicas) {
      symptoms.add(
          problem(
              "topic %s: min.insync.replicas is %d, and it has %d %s, so that nothing can be written; lower the one or raise the other"
                  .formatted(topic, needed, replicas, replicas == 1 ? "replica" : "replicas")));
    } else if (replicas < asked) {
      symptoms.add(
          warning(
              "topic %s has %d of the %d replicas of sluice.pipeline.replication-factor; kafka-reassign-partitions.sh gives it more"
                  .formatted(topic, replicas, asked)));
    } else if (replicas == 1 && brokers > 1) {
      symptoms.add(
          warning(
              "topic %s has one replica: without its broker nothing of it can be read or written; kafka-reassign-partitions.sh gives it more"
                  .formatted(topic)));
    } else if (replicas > 1 && needed == replicas) {
      symptoms.add(
          warning(
              "topic %s: min.insync.replicas is %d of %d replicas, so that one broker that is away stops all writing"
                  .formatted(topic, needed, replicas)));
    } else if (replicas > 2 && needed == 1) {
      symptoms.add(
          warning(
              "topic %s: min.insync.replicas is 1 of %d replicas, so that what one broker alone has counts as written and can be lost; set it to 2"
                  .formatted(topic, replicas)));
    }
    return symptoms;
  }

  private static Symptom problem(String message) {
    return Symptom.problem(Check.REPLICATION, message);
  }

  private static Symptom warning(String message) {
    return Symptom.warning(Check.REPLICATION, message);
  }
}
