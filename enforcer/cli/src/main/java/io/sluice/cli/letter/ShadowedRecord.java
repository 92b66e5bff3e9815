package io.sluice.cli.letter;

import io.sluice.engine.verdict.Violation;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a product topic that passed in shadow.
 *
 * @param violations what would have kept it back
 */
public record ShadowedRecord(ConsumerRecord<byte[], byte[]> record, List<Violation> violations) {

  public ShadowedRecord {
    violations = List.copyOf(violations);
  }

  /** Reads a record of a product topic; empty where it broke nothing. */
  public static Optional<ShadowedRecord> of(ConsumerRecord<byte[], byte[]> record) {
    return DeadLetterReader.shadowed(record).map(v -> new ShadowedRecord(record, v));
  }
}
