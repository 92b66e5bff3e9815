package io.sluice.distribution;

import io.sluice.sandbox.Sandbox;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The topics around a product topic, as an administrator would have made them. */
final class Topics {

  private Topics() {}

  /** Creates those that are missing. */
  static void create(Sandbox sandbox, String productTopic) throws InterruptedException {
    Set<String> present;
    try (Admin admin = sandbox.admin()) {
      present = admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    for (String topic : new String[] {"raw." + productTopic, productTopic, "dlq." + productTopic}) {
      if (!present.contains(topic)) {
        sandbox.createTopic(topic, 2, Map.of());
      }
    }
  }
}
