package io.sluice.distribution;

import io.sluice.sandbox.Sandbox;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * The topics around a product topic, and that of deltas, as an administrator would have made them.
 */
final class Topics {

  private Topics() {}

  /** Creates those that are missing; the contract's id and major are those of its product topic. */
  static void create(Sandbox sandbox, String productTopic) throws InterruptedException {
    Set<String> present = present(sandbox);
    Map<String, Integer> partitions =
        Map.of(
            "raw." + productTopic,
            2,
            productTopic,
            2,
            "dlq." + productTopic,
            2,
            "replay.sluice." + productTopic,
            2,
            "sluice.deltas",
            4);
    partitions.forEach(
        (topic, count) -> {
          if (!present.contains(topic)) {
            sandbox.createTopic(topic, count, Map.of());
          }
        });
  }

  private static Set<String> present(Sandbox sandbox) throws InterruptedException {
    try (Admin admin = sandbox.admin()) {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
