package io.sluice.kit;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What a producer is about to send. Kafka's class is named only where there is such a record. */
final class SentRecord {

  private static final String KAFKAS = "org.apache.kafka.clients.producer.ProducerRecord";

  private SentRecord() {}

  static boolean isOne(Object event) {
    for (Class<?> type = event.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(KAFKAS)) {
        return true;
      }
    }
    return false;
  }

  /** Its value; null for a tombstone. */
  static @Nullable Object value(Object event, String rawTopic) throws UnfitEventException {
    ProducerRecord<?, ?> sent = (ProducerRecord<?, ?>) event;
    if (!sent.topic().equals(rawTopic)) {
      throw UnfitEventException.topic(sent.topic(), rawTopic);
    }
    return sent.value();
  }
}
