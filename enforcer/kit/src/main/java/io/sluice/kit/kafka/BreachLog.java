package io.sluice.kit.kafka;

import io.sluice.engine.finding.Finding;
import io.sluice.kit.EventContract;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of breaches, and does not flood: of each rule the first ten, then the hundredth, the
 * thousandth, and so on, each with how many there have been.
 */
final class BreachLog {

  private static final Logger LOG = LoggerFactory.getLogger(ContractInterceptor.class);

  private static final long ALL_UP_TO = 10;

  private final Map<String, Long> counts = new ConcurrentHashMap<>();

  void breach(String topic, EventContract contract, Finding finding) {
    long count = count(topic + " " + finding.rule());
    if (isTold(count)) {
      LOG.warn(
          "event=contract_breach topic={} contract={} rule={} place={} count={} what=\"{}\"",
          topic,
          contract.coordinates(),
          finding.rule(),
          finding.location(),
          count,
          finding.message());
    }
  }

  /** An event that nobody can judge. */
  void unjudged(String topic, EventContract contract, String why) {
    long count = count(topic);
    if (isTold(count)) {
      LOG.warn(
          "event=not_judged topic={} contract={} count={} what=\"{}\"",
          topic,
          contract.coordinates(),
          count,
          why);
    }
  }

  private long count(String what) {
    return counts.merge(what, 1L, Long::sum);
  }

  /** One to ten, and the powers of ten. */
  static boolean isTold(long count) {
    long rest = count;
    while (rest % ALL_UP_TO == 0) {
      rest /= ALL_UP_TO;
    }
    return count <= ALL_UP_TO || rest == 1;
  }
}
