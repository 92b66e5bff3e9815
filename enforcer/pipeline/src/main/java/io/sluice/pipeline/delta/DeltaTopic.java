package io.sluice.pipeline.delta;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The topic that deltas are handed over on, of all contracts; keyed by contract and major version,
 * {@code <id>:<major>}.
 */
public final class DeltaTopic {

  public static final String NAME = "sluice.deltas";

  /** As many tasks can share the measuring of all contracts. */
  public static final int PARTITIONS = 4;

  private DeltaTopic() {}

  /**
   * The records of a delta.
   *
   * @param schemaId the content id of {@link DeltaFormat#SCHEMA}
   */
  public static List<ProducerRecord<byte[], byte[]>> records(Delta delta, int schemaId) {
    byte[] key = delta.coverage().major().toString().getBytes(StandardCharsets.UTF_8);
    return DeltaParts.of(delta).stream()
        .map(part -> new ProducerRecord<>(NAME, key, DeltaFormat.write(part, schemaId)))
        .toList();
  }
}
